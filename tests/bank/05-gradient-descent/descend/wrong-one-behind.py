# score: 3
# mistake: loss-before-step
def descend(loss, gradient, theta, eta, tol, max_steps):
    old = loss(theta)
    history = [old]
    for k in range(max_steps):
        theta = theta - eta * gradient(theta)
        history.append(old)
        new = loss(theta)
        if abs(new - old) < tol:
            break
        old = new
    return theta, history
