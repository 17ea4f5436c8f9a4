using GenNet.Specs;

namespace GenNet
{
    /// <summary>Hands on its input as it is: a place in a model where nothing happens. Keras: <c>keras.layers.Identity</c>.</summary>
    public sealed class IdentityAttribute : LayerAttribute;
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="IdentityAttribute"/>.</summary>
    public sealed partial record IdentitySpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => this;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs) =>
            new(inputs[0], EquatableArray<VariableSpec>.Empty, EquatableArray<KernelConstant>.Empty) { Identity = Identity.Always };
    }
}
