using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A densely connected layer: <c>activation(input · kernel + bias)</c> over the last axis. Input (batch, …, n), output (batch, …, units);
    /// variables <c>kernel</c> (n, units) and <c>bias</c> (units). Keras: <c>keras.layers.Dense</c>.
    /// </summary>
    /// <param name="units">Size of the last axis of the output, at least 1.</param>
    public sealed class DenseAttribute(int units) : LayerAttribute
    {
        /// <summary>Size of the last axis of the output.</summary>
        public int Units { get; } = units;

        /// <summary>Activation of the output; linear by default.</summary>
        public Activation Activation { get; set; }

        /// <summary>Whether a bias is added; true by default.</summary>
        public bool UseBias { get; set; } = true;

        /// <summary>How <c>kernel</c> starts; GlorotUniform by default.</summary>
        public Initializer KernelInitializer { get; set; } = Initializer.GlorotUniform;

        /// <summary>How <c>bias</c> starts; zeros by default.</summary>
        public Initializer BiasInitializer { get; set; } = Initializer.Zeros;

        /// <summary>L1 penalty of <c>kernel</c>: l1·Σ|w| is added to the loss.</summary>
        public double KernelL1 { get; set; }

        /// <summary>L2 penalty of <c>kernel</c>: l2·Σw² is added to the loss.</summary>
        public double KernelL2 { get; set; }

        /// <summary>L1 penalty of <c>bias</c>.</summary>
        public double BiasL1 { get; set; }

        /// <summary>L2 penalty of <c>bias</c>.</summary>
        public double BiasL2 { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="DenseAttribute"/>.</summary>
    public sealed record DenseSpec(
        int Units, Activation Activation, bool UseBias, WeightArguments Kernel, WeightArguments Bias) : LayerSpec
    {
        /// <inheritdoc/>
        public override string Kind => "Dense";

        /// <inheritdoc/>
        public override bool HasOpenCl => Activation is not (Activation.GLU or Activation.Sparsemax);

        /// <inheritdoc/>
        public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of<LayerArgument>(
        [
            new("units", ArgumentValue.Of(Units), null, ArgumentRole.Structure),
            new("activation", ArgumentValue.Of(Activation), ArgumentValue.Of(Activation.Linear), ArgumentRole.Behaviour),
            new("use_bias", ArgumentValue.Of(UseBias), ArgumentValue.Of(true), ArgumentRole.Structure),
            .. Kernel.Arguments("kernel", Initializer.GlorotUniform),
            .. Bias.Arguments("bias", Initializer.Zeros),
        ]);

        /// <summary>Reads the arguments.</summary>
        public static DenseSpec Create(LayerArguments arguments) => new(
            arguments.Int32("units", minimum: 1),
            arguments.Member("activation", Activation.Linear),
            arguments.Boolean("use_bias", true),
            WeightArguments.Read(arguments, "kernel", Initializer.GlorotUniform),
            WeightArguments.Read(arguments, "bias", Initializer.Zeros));

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorShape> inputs)
        {
            var input = inputs[0];
            if (input.Rank == 0)
                throw new SpecException("needs an input with at least one axis besides the batch, and this one has none");
            var features = input[-1];
            var units = TensorShape.Of([.. input.Dimensions.Take(input.Rank - 1), Units]);
            var activation = ActivationSpec.Of(Activation, units);
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
