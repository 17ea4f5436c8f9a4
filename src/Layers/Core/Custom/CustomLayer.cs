namespace GenNet;

/// <summary>
/// Base of layers of one's own: what Keras, and GenNet, lack. The class says what the layer is, in data that the compiler reads, and computes it, in two static methods; the attribute beside it
/// says what a model may choose.
/// </summary>
/// <remarks>
/// <code>
/// public sealed class ScaleAttribute(int units) : CustomLayerAttribute&lt;Scale&gt;;
///
/// [OutputShape("units")]
/// public sealed partial class Scale : CustomLayer
/// {
///     [LayerWeight("input[^1], units")] public partial Variable Kernel { get; }
///
///     static void Forward(in ForwardPass pass) { … pass.Input, pass.Kernel, pass.Output, pass.Rows, pass.Arguments.Units … }
///     static void Backward(in BackwardPass pass) { … pass.OutputGradient, pass.KernelGradient, pass.InputGradient … }
/// }
/// </code>
/// GenNet writes <c>ForwardPass</c>, <c>BackwardPass</c> and <c>Arguments</c> into the class: spans of what it has declared. <c>[Scale(8)] public partial Scale Head { get; }</c> is a layer like any
/// other in contract, files and training then, also from a referenced library. Without a <c>Backward</c> it serves inference, and a trainer refuses it by name where something before it is trained.
/// </remarks>
public abstract class CustomLayer : Layer
{
    /// <summary>Called by generated code.</summary>
    /// <param name="model">The model it belongs to.</param>
    /// <param name="index">Its number.</param>
    protected CustomLayer(Model model, int index)
        : base(model, index)
    {
    }

    /// <summary>Runs this layer alone at inference; called by generated code, which knows what its inputs are called.</summary>
    /// <param name="inputs">Its inputs without a mask.</param>
    /// <param name="mask">A mask; null for the one that came with the first input.</param>
    protected Tensor RunAlone(ReadOnlySpan<Tensor> inputs, Tensor? mask) => Run(inputs, mask)[0];

    /// <summary>The weight of that name; null if the layer's arguments leave it out. Called by generated code.</summary>
    protected Variable? FindVariable(string name) => Find(name);
}
