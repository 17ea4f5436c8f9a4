using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A densely connected layer: <c>activation(input · kernel + bias)</c> over the last axis. Input (batch, …, n), output (batch, …, units);
    /// variables <c>kernel</c> (n, units) and <c>bias</c> (units). Keras: <c>keras.layers.Dense</c>.
    /// </summary>
    /// <param name="units">Size of the last axis of the output, at least 1.</param>
    [Weight("kernel", Initializer.GlorotUniform), Weight("bias", Initializer.Zeros)]
    public sealed partial class DenseAttribute(int units) : LayerAttribute
    {
        /// <summary>Size of the last axis of the output.</summary>
        [Argument(ArgumentRole.Structure, Minimum = 1)]
        public int Units { get; } = units;

        /// <summary>Activation of the output; linear by default.</summary>
        public Activation Activation { get; set; }

        /// <summary>Whether a bias is added; true by default.</summary>
        [Argument(ArgumentRole.Structure)]
        public bool UseBias { get; set; } = true;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="DenseAttribute"/>.</summary>
    public sealed partial record DenseSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override string Float64Kernel => "DenseFloat64";

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Passes;

        /// <inheritdoc/>
        public override LayerSpec? OnTimestep(EquatableArray<TensorType> inputs) => inputs[0].Shape.Rank > 1 ? this : null;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            if (input.Rank == 0)
                throw new SpecException("needs an input with at least one axis besides the batch, and this one has none");
            var features = input[-1];
            var units = TensorShape.Of([.. input.Dimensions.Take(input.Rank - 1), Units]);
            var activation = ActivationShape.Of(Activation, units);
            var variables = new List<VariableSpec> { Kernel.Variable("kernel", TensorShape.Of(features, Units)) };
            if (UseBias)
                variables.Add(Bias.Variable("bias", TensorShape.Of(Units)));
            return new(activation.Output, variables.ToEquatableArray(), EquatableArray.Of(
                KernelConstant.Of("RowsPerSample", input.ElementCount / features),
                KernelConstant.Of("Features", features),
                KernelConstant.Of("Units", Units),
                KernelConstant.Of("Activation", Activation)))
            {
                SavedPerRow = activation.NeedsInput ? checked((int)units.ElementCount) : 0,
            };
        }
    }
}
