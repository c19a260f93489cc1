# score: 4
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [float(loss(theta))]
    for k in range(max_steps):
        theta = np.array(theta)
        theta = np.subtract(theta, eta * np.asarray(gradient(theta)))
        history.append(loss(theta))
        if abs(history[-1] - history[-2]) < tol:
            break
    return [theta, history]
