# score: 3
# mistake: gradient-of-start
def descend(loss, gradient, theta, eta, tol, max_steps):
    slope = gradient(theta)
    history = [loss(theta)]
    for k in range(max_steps):
        theta = theta - eta * slope
        history.append(loss(theta))
        if abs(history[-1] - history[-2]) < tol:
            break
    return theta, history
