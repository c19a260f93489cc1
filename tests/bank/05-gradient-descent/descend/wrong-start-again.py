# score: 3
# mistake: starting-loss-repeated
def descend(loss, gradient, theta, eta, tol, max_steps):
    start, old = loss(theta), loss(theta)
    history = [start]
    for k in range(max_steps):
        theta = theta - eta * gradient(theta)
        history.append(start)
        new = loss(theta)
        if abs(new - old) < tol:
            break
        old = new
    return theta, history
