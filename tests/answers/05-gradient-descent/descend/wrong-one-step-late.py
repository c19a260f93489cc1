# score: 2
# hint: S2
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(max_steps):
        theta = theta - eta * gradient(theta)
        history.append(loss(theta))
        if k > 0 and abs(history[-2] - history[-3]) < tol:
            break
    return theta, history
