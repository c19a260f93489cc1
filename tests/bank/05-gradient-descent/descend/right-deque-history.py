# score: 4
from collections import deque
def descend(loss, gradient, theta, eta, tol, max_steps):
    history = deque([loss(theta)])
    for _ in range(max_steps):
        theta = theta - eta * gradient(theta)
        history.append(loss(theta))
        if abs(history[-1] - history[-2]) < tol:
            break
    return theta, history
