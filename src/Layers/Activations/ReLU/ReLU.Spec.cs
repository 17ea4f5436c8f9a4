using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Rectified linear unit: min(x, max_value) where x is above the threshold (from max_value on with none), else negative_slope·(x − threshold).
    /// The output has the input's shape. Keras: <c>keras.layers.ReLU</c>.
    /// </summary>
    public sealed class ReLUAttribute : LayerAttribute
    {
        /// <summary>The largest output, at least 0; without limit if left out.</summary>
        public double MaxValue { get; set; }

        /// <summary>Slope below the threshold, at least 0; 0 by default.</summary>
        public double NegativeSlope { get; set; }

        /// <summary>Up to here values are damped, at least 0; 0 by default.</summary>
        public double Threshold { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="ReLUAttribute"/>.</summary>
    public sealed record ReLUSpec(double? MaxValue, double NegativeSlope, double Threshold) : LayerSpec
    {
        /// <inheritdoc/>
        public override string Kind => "ReLU";

        /// <inheritdoc/>
        public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of<LayerArgument>(
        [
            new("max_value", MaxValue is { } limit ? ArgumentValue.Of(limit) : ArgumentValue.None, ArgumentValue.None, ArgumentRole.Behaviour),
            new("negative_slope", ArgumentValue.Of(NegativeSlope), ArgumentValue.Of(0.0), ArgumentRole.Behaviour),
            new("threshold", ArgumentValue.Of(Threshold), ArgumentValue.Of(0.0), ArgumentRole.Behaviour),
        ]);

        /// <summary>Reads the arguments.</summary>
        public static ReLUSpec Create(LayerArguments arguments) => new(
            arguments.Has("max_value") ? arguments.Double("max_value", 0, minimum: 0) : null,
            arguments.Double("negative_slope", 0, minimum: 0),
            arguments.Double("threshold", 0, minimum: 0));

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorShape> inputs) => new(
            inputs[0], EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("RowSize", inputs[0].ElementCount),
                KernelConstant.Of("MaxValue", MaxValue ?? float.MaxValue),
                KernelConstant.Of("HasMaxValue", MaxValue is not null),
                KernelConstant.Of("NegativeSlope", NegativeSlope),
                KernelConstant.Of("Threshold", Threshold)));
    }
}
