namespace GenNet;

/// <summary>A rectified linear unit with a learned slope of a model; see <see cref="PReLUAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class PReLU(Model model, int index) : Layer(model, index)
{
    /// <summary>The slope below 0, of the input's shape with 1 along the shared axes.</summary>
    public Variable Alpha => Find("alpha")!;
}
