using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Normalizes each row along <see cref="Axis"/>: <c>gamma · (x − mean) / √(variance + epsilon) + beta</c>. The output has the input's
    /// shape; variables <c>gamma</c> and <c>beta</c> have the sizes of the axes. Keras: <c>keras.layers.LayerNormalization</c>.
    /// </summary>
    public sealed class LayerNormalizationAttribute : LayerAttribute
    {
        /// <summary>Keras' axes, the batch being 0: <c>Axis = -1</c>, the default, or <c>Axis = new[] { 1, 2 }</c>.</summary>
        public object Axis { get; set; } = -1;

        /// <summary>Added to the variance; 0.001 by default.</summary>
        public double Epsilon { get; set; } = 1e-3;

        /// <summary>Whether <c>beta</c> is added; true by default.</summary>
        public bool Center { get; set; } = true;

        /// <summary>Whether the result is multiplied by <c>gamma</c>; true by default.</summary>
        public bool Scale { get; set; } = true;

        /// <summary>How <c>beta</c> starts; zeros by default.</summary>
        public Initializer BetaInitializer { get; set; } = Initializer.Zeros;

        /// <summary>How <c>gamma</c> starts; ones by default.</summary>
        public Initializer GammaInitializer { get; set; } = Initializer.Ones;

        /// <summary>L1 penalty of <c>beta</c>: l1·Σ|w| is added to the loss.</summary>
        public double BetaL1 { get; set; }

        /// <summary>L2 penalty of <c>beta</c>: l2·Σw² is added to the loss.</summary>
        public double BetaL2 { get; set; }

        /// <summary>L1 penalty of <c>gamma</c>.</summary>
        public double GammaL1 { get; set; }

        /// <summary>L2 penalty of <c>gamma</c>.</summary>
        public double GammaL2 { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="LayerNormalizationAttribute"/>.</summary>
    public sealed record LayerNormalizationSpec(
        EquatableArray<int> Axis, double Epsilon, bool Center, bool Scale, WeightArguments Beta, WeightArguments Gamma) : LayerSpec
    {
        /// <inheritdoc/>
        public override string Kind => "LayerNormalization";

        /// <inheritdoc/>
        public override EquatableArray<LayerArgument> Arguments => EquatableArray.Of<LayerArgument>(
        [
            new("axis", KerasAxis.Argument(Axis), ArgumentValue.Of(-1L), ArgumentRole.Behaviour),
            new("epsilon", ArgumentValue.Of(Epsilon), ArgumentValue.Of(1e-3), ArgumentRole.Behaviour),
            new("center", ArgumentValue.Of(Center), ArgumentValue.Of(true), ArgumentRole.Structure),
            new("scale", ArgumentValue.Of(Scale), ArgumentValue.Of(true), ArgumentRole.Structure),
            .. Beta.Arguments("beta", Initializer.Zeros),
            .. Gamma.Arguments("gamma", Initializer.Ones),
        ]);

        /// <summary>Reads the arguments.</summary>
        public static LayerNormalizationSpec Create(LayerArguments arguments)
        {
            if (arguments.Boolean("rms_scaling", false))
                throw new SpecException("rms_scaling is not supported, and Keras itself has given it up; leave it out", "rms_scaling");
            return new(
                arguments.Integers("axis") ?? EquatableArray.Of(-1),
                arguments.Double("epsilon", 1e-3, minimum: 0),
                arguments.Boolean("center", true),
                arguments.Boolean("scale", true),
                WeightArguments.Read(arguments, "beta", Initializer.Zeros),
                WeightArguments.Read(arguments, "gamma", Initializer.Ones));
        }

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorShape> inputs)
        {
            var input = inputs[0];
            var axes = ReductionAxes.Of(input, KerasAxis.WithoutBatch(Axis, input, "axis"));
            var shape = TensorShape.Of([.. Axis.Select(axis => input[KerasAxis.WithoutBatch(axis, input, "axis")])]);
            var variables = new List<VariableSpec>();
            if (Scale)
                variables.Add(Gamma.Variable("gamma", shape));
            if (Center)
                variables.Add(Beta.Variable("beta", shape));
            return new(input, variables.ToEquatableArray(), EquatableArray.Of<KernelConstant>(
            [
                .. axes.Constants(input),
                KernelConstant.Of("Epsilon", Epsilon),
            ]))
            {
                SavedPerRow = checked(2 * axes.GroupCount),
            };
        }
    }
}
