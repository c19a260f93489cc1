# score: 3
def central_difference(f, x, h):
    points = np.array([x - h, x + h])
    return np.polyfit(points - x, [f(t) for t in points], 1)[0]
