# score: 4
def descend(loss, gradient, theta, eta, tol, max_steps):
    losses, steps = [loss(theta)], 0
    while steps < max_steps:
        slope = gradient(theta)
        theta = theta - eta * slope
        steps += 1
        losses.append(loss(theta))
        if -tol < losses[-1] - losses[-2] < tol:
            return theta, np.array(losses)
    return theta, np.array(losses)
