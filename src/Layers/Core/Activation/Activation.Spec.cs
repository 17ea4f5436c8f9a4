using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// An activation function by itself. The output has the input's shape (GLU: half of the last axis). Keras: <c>keras.layers.Activation</c>.
    /// </summary>
    /// <param name="activation">Which one.</param>
    public sealed class ActivationAttribute(Activation activation) : LayerAttribute
    {
        /// <summary>Which one.</summary>
        public Activation Activation { get; } = activation;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="ActivationAttribute"/>.</summary>
    public sealed partial record ActivationSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override string Float64Kernel => "ActivationFloat64";

        /// <inheritdoc/>
        public override string TypeName => "ActivationLayer";

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => inputs[0].Shape.Rank > 1 || !ActivationShape.MixesLastAxis(Activation) ? this : null;

        /// <inheritdoc/>
        public override Epilogue AsEpilogue(EquatableArray<TensorType> inputs) => Epilogue.Activation;

        /// <inheritdoc/>
        public override Activation ActivationAsEpilogue => Activation;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            return new(ActivationShape.Of(Activation, input).Output, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("RowSize", input.ElementCount),
                KernelConstant.Of("LastAxis", input.Rank > 0 ? input[-1] : 1),
                KernelConstant.Of("Activation", Activation)))
            {
                Identity = Activation == Activation.Linear ? Identity.Always : Identity.Never,
            };
        }
    }
}
