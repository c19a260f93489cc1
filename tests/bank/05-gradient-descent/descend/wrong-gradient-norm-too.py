# score: 2
# mistake: second-stopping-condition
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = [loss(theta)]
    for k in range(max_steps):
        theta = theta - eta * gradient(theta)
        history.append(loss(theta))
        if np.linalg.norm(gradient(theta)) < tol or abs(history[-1] - history[-2]) < tol:
            break
    return theta, history
