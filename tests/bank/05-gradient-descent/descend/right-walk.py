# score: 4
def descend(loss, gradient, theta, eta, tol, max_steps):
    def places(here):
        while True:
            yield here
            here = here - eta * gradient(here)

    walk = places(theta)
    end = next(walk)
    losses = [loss(end)]
    difference = np.inf
    while difference >= tol and len(losses) <= max_steps:
        end = next(walk)
        losses.append(loss(end))
        difference = max(losses[-2:]) - min(losses[-2:])
    return end, losses
