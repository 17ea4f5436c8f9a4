using GenNet.Specs;

namespace GenNet
{
    /// <summary>Leaky rectified linear unit: x above 0, negative_slope·x elsewhere. The output has the input's shape. Keras: <c>keras.layers.LeakyReLU</c>.</summary>
    public sealed class LeakyReLUAttribute : LayerAttribute
    {
        /// <summary>Slope below 0, at least 0; 0.3 by default.</summary>
        [Argument(Minimum = 0)]
        public double NegativeSlope { get; set; } = 0.3;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="LeakyReLUAttribute"/>.</summary>
    public sealed partial record LeakyReLUSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => new(
            inputs[0].Shape, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("RowSize", inputs[0].Shape.ElementCount),
                KernelConstant.Of("NegativeSlope", NegativeSlope)));
    }
}
