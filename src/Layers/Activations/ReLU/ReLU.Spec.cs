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
        [Argument(Minimum = 0, Optional = true)]
        public double MaxValue { get; set; }

        /// <summary>Slope below the threshold, at least 0; 0 by default.</summary>
        [Argument(Minimum = 0)]
        public double NegativeSlope { get; set; }

        /// <summary>Up to here values are damped, at least 0; 0 by default.</summary>
        [Argument(Minimum = 0)]
        public double Threshold { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="ReLUAttribute"/>.</summary>
    public sealed partial record ReLUSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

        /// <inheritdoc/>
        public override Epilogue AsEpilogue(EquatableArray<TensorType> inputs) => (NegativeSlope, Threshold, MaxValue) is (0, 0, null or 6) ? Epilogue.Activation : Epilogue.None;

        /// <inheritdoc/>
        public override Activation ActivationAsEpilogue => MaxValue is null ? Activation.ReLU : Activation.ReLU6;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) => new(
            inputs[0].Shape, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("RowSize", inputs[0].Shape.ElementCount),
                KernelConstant.Of("MaxValue", MaxValue ?? float.MaxValue),
                KernelConstant.Of("HasMaxValue", MaxValue is not null),
                KernelConstant.Of("NegativeSlope", NegativeSlope),
                KernelConstant.Of("Threshold", Threshold)));
    }
}
