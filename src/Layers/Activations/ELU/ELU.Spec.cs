using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Exponential linear unit: x above 0, alpha·(eˣ − 1) elsewhere (Clevert, Unterthiner and Hochreiter, 2015, arXiv:1511.07289). The output has the input's shape.
    /// Keras: <c>keras.layers.ELU</c>.
    /// </summary>
    public sealed class ELUAttribute : LayerAttribute
    {
        /// <summary>What the output tends to, with its sign changed, far below 0; 1 by default.</summary>
        public double Alpha { get; set; } = 1;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="ELUAttribute"/>.</summary>
    public sealed partial record ELUSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => new(
            inputs[0].Shape, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("RowSize", inputs[0].Shape.ElementCount),
                KernelConstant.Of("Alpha", Alpha)));
    }
}
