namespace GenNet;

/// <summary>A weight of the model's own, among its layers: <see cref="Layer.Trainable"/> freezes it. See <see cref="VariableAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class ModelVariable(Model model, int index) : Layer(model, index)
{
    /// <summary>The weight.</summary>
    public Variable Value => Variables[0];
}
