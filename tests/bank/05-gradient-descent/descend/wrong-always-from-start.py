# score: 3
# mistake: every-step-from-start
def descend(loss, gradient, theta, eta, tol, max_steps):
    start = theta
    history = [loss(theta)]
    for k in range(max_steps):
        theta = start - eta * gradient(theta)
        history.append(loss(theta))
        if abs(history[-1] - history[-2]) < tol:
            break
    return theta, history
