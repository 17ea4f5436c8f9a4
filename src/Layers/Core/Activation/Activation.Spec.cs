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
    public sealed record ActivationLayerSpec(Activation Activation) : LayerSpec
    {
        /// <inheritdoc/>
        public override string Kind => "Activation";

        /// <inheritdoc/>
        public override string TypeName => "ActivationLayer";

        /// <inheritdoc/>
        public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of<LayerArgument>(
        [
            new("activation", ArgumentValue.Of(Activation), null, ArgumentRole.Behaviour),
        ]);

        /// <summary>Reads the arguments.</summary>
        public static ActivationLayerSpec Create(LayerArguments arguments) =>
            arguments.Has("activation")
                ? new(arguments.Member("activation", Activation.Linear))
                : throw new SpecException("activation is missing", "activation");

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorShape> inputs)
        {
            var input = inputs[0];
            return new(ActivationSpec.Of(Activation, input).Output, EquatableArray<VariableSpec>.Empty, EquatableArray.Of(
                KernelConstant.Of("RowSize", input.ElementCount),
                KernelConstant.Of("LastAxis", input.Rank > 0 ? input[-1] : 1),
                KernelConstant.Of("Activation", Activation)))
            {
                Identity = Activation == Activation.Linear ? Identity.Always : Identity.Never,
            };
        }
    }
}
