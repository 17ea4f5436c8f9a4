using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// A dense layer whose product is written as an Einstein summation: <c>activation(einsum(equation, input, kernel) + bias)</c>. Input and output have the axes that <see cref="Equation"/> names, the
    /// batch first; variables <c>kernel</c>, with the equation's axes, and <c>bias</c>, with those of <see cref="BiasAxes"/>. Keras: <c>keras.layers.EinsumDense</c>.
    /// </summary>
    /// <param name="equation">The sum: <c>abc,cd->abd</c>; an ellipsis stands for any axes.</param>
    /// <param name="outputShape">Sizes of the output's axes without the batch and those of an ellipsis; −1 (Keras' None) for an axis that the input has.</param>
    [Weight("kernel", Initializer.GlorotUniform), Weight("bias", Initializer.Zeros)]
    public sealed partial class EinsumDenseAttribute(string equation, params int[] outputShape) : LayerAttribute
    {
        /// <summary>The sum.</summary>
        public string Equation { get; } = equation;

        /// <summary>Sizes of the output's axes.</summary>
        [Argument(ArgumentRole.Structure)]
        public int[] OutputShape { get; } = outputShape;

        /// <summary>Activation of the output; linear by default.</summary>
        public Activation Activation { get; set; }

        /// <summary>Axes of the output that have a bias, by their letters: <c>d</c>. None by default.</summary>
        [Argument(ArgumentRole.Structure, Optional = true)]
        public string? BiasAxes { get; set; }
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of an <see cref="EinsumDenseAttribute"/>.</summary>
    public sealed partial record EinsumDenseSpec : LayerSpec
    {
        private const string EquationName = "equation";

        /// <inheritdoc/>
        public override MaskFlow MaskFlow => MaskFlow.Stops;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var equation = EinsumEquation.Parse(Equation, EquationName, input.Rank + 1, null);
            if (equation.Left.Count == 0 || equation.Result.Count == 0 || equation.Result[0] != equation.Left[0] || equation.Right.Contains(equation.Left[0]))
                throw SpecException.Of(EquationName, $"is {ArgumentValue.Of(Equation)} and must begin input and output with the batch, which the kernel doesn't have");
            var sizes = Sizes(equation, input);
            var output = TensorShape.Of([.. equation.Result.Skip(1).Select(label => sizes[label])]);
            var activation = ActivationShape.Of(Activation, output);
            var variables = new List<VariableSpec> { Kernel.Variable("kernel", TensorShape.Of([.. equation.Right.Select(label => sizes[label])])) };
            var bias = BiasLabels(equation);
            if (bias.Count > 0)
                variables.Add(Bias.Variable("bias", TensorShape.Of([.. bias.Select(label => label < 0 ? 1 : sizes[label])])));
            var axes = ProductAxes.Of(equation.Left, equation.Right, equation.Result, label => label == equation.Left[0] ? ProductAxes.Batch : sizes[label]);
            return new(activation.Output, variables.ToEquatableArray(), EquatableArray.Of(
            [
                .. axes.Constants,
                KernelConstant.Of("OutputSize", output.ElementCount),
                KernelConstant.Of("LastAxis", output.Rank == 0 ? 1 : output[-1]),
                .. BiasConstants(equation, bias, sizes),
                KernelConstant.Of("Activation", Activation),
            ]))
            {
                SavedPerRow = activation.NeedsInput ? checked((int)output.ElementCount) : 0,
            };
        }

        // The sizes of all labels but the batch: the input's, and what the output's shape says of the others.
        private Dictionary<int, int> Sizes(EinsumEquation equation, TensorShape input)
        {
            var sizes = new Dictionary<int, int>();
            for (var axis = 1; axis < equation.Left.Count; axis++)
                sizes[equation.Left[axis]] = input[axis - 1];
            var named = equation.Result.Skip(1).Where(label => label <= char.MaxValue).ToArray();
            if (named.Length != OutputShape.Count)
                throw SpecException.Of("output_shape", $"is {ArgumentValue.Of(OutputShape)} and must have {named.Length} sizes, one for each axis that {new ArgumentName(EquationName)} names in the output after the batch");
            for (var i = 0; i < named.Length; i++)
            {
                var size = OutputShape[i];
                if (sizes.TryGetValue(named[i], out var own) ? size != -1 && size != own : size < 1)
                    throw SpecException.Of("output_shape", $"is {ArgumentValue.Of(OutputShape)}, {size} for axis {EinsumEquation.Name(named[i])}, {(own > 0 ? $"of which the input {input.ToKerasString()} has {own}; give that or -1" : "which the input doesn't have; give its size")}");
                if (own == 0)
                    sizes[named[i]] = size;
            }
            if (equation.Right.FirstOrDefault(label => !sizes.ContainsKey(label)) is > 0 and var unknown)
                throw SpecException.Of(EquationName, $"is {ArgumentValue.Of(Equation)}, and the kernel's axis {EinsumEquation.Name(unknown)} is neither of the input nor of the output");
            return sizes;
        }

        // Axes of the bias from its first one to the output's last; −1 where it has size 1.
        private List<int> BiasLabels(EinsumEquation equation)
        {
            if (BiasAxes is not { Length: > 0 } axes)
                return [];
            if (axes.FirstOrDefault(axis => !equation.Result.Contains(axis)) is > '\0' and var unknown)
                throw SpecException.Of("bias_axes", $"is {ArgumentValue.Of(axes)}, and {unknown.ToString()} is no axis of the output in {new ArgumentName(EquationName)}");
            if (axes.Contains((char)equation.Result[0]))
                throw SpecException.Of("bias_axes", $"is {ArgumentValue.Of(axes)}, and {((char)equation.Result[0]).ToString()} is the batch; name other axes of the output");
            return [.. equation.Result.SkipWhile(label => label > char.MaxValue || !axes.Contains((char)label)).Select(label => label <= char.MaxValue && axes.Contains((char)label) ? label : -1)];
        }

        private static IEnumerable<KernelConstant> BiasConstants(EinsumEquation equation, List<int> bias, Dictionary<int, int> sizes)
        {
            var (dimensions, strides, stride) = (new List<int>(), new List<int>(), 1);
            for (var axis = equation.Result.Count - 1; axis >= 1; axis--)
            {
                var place = bias.Count - (equation.Result.Count - axis);
                var has = place >= 0 && bias[place] >= 0;
                dimensions.Insert(0, sizes[equation.Result[axis]]);
                strides.Insert(0, has ? stride : 0);
                if (has)
                    stride = checked(stride * sizes[equation.Result[axis]]);
            }
            return [KernelConstant.Of("OutputDimensions", dimensions), KernelConstant.Of("BiasStrides", strides), KernelConstant.Of("BiasSize", bias.Count == 0 ? 0 : stride)];
        }
    }
}
