# score: 4
def descend(loss, gradient, theta, eta, tol, max_steps):
    theta, history = np.float32(theta), [np.float32(loss(theta))]
    for k in range(max_steps):
        theta = np.float32(theta - eta * gradient(theta))
        history.append(np.float32(loss(theta)))
        if abs(history[-1] - history[-2]) < tol:
            break
    return theta, tuple(history)
