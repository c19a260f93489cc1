# score: 2
# hint: S9
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(max_steps):
        theta = theta - eta * gradient(theta)
        history.append(loss(theta))
        if np.max(np.abs(gradient(theta))) < tol:
            break
    return theta, history
