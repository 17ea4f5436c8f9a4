namespace GenNet;

/// <summary>An activity regularization of a model; see <see cref="ActivityRegularizationAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ActivityRegularization(Model model, int index) : Layer(model, index);
