# score: 3
# mistake: parameters-recorded
def descend(loss, gradient, theta, eta, tol, max_steps):
    history, old = [theta], loss(theta)
    for k in range(max_steps):
        theta = theta - eta * gradient(theta)
        history.append(theta)
        old, new = loss(theta), old
        if abs(new - old) < tol:
            break
    return theta, history
