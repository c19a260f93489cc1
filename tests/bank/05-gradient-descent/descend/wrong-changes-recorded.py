# score: 3
# mistake: changes-recorded
def descend(loss, gradient, theta, eta, tol, max_steps):
    history, old = [], loss(theta)
    for k in range(max_steps):
        theta = theta - eta * gradient(theta)
        new = loss(theta)
        history.append(new - old)
        old = new
        if abs(history[-1]) < tol:
            break
    return theta, history
