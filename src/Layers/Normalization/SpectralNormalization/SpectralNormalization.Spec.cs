using GenNet.Specs;

namespace GenNet
{
    /// <summary>
    /// Keeps the spectral norm of a layer's kernel at 1: each step of training first divides the kernel itself by its largest singular value, which power iteration estimates (Miyato et al.,
    /// 2018, arXiv:1802.05957). The layer follows on the same property: <c>[SpectralNormalization, Conv2D(8, 3)]</c>. The kernel is seen as a matrix whose columns are its last axis. The state
    /// <c>vector_u</c>, of shape (1, columns), is the estimate's singular vector. As in Keras, no gradient goes through the division. Keras: <c>keras.layers.SpectralNormalization</c>.
    /// </summary>
    public sealed class SpectralNormalizationAttribute : WrapperAttribute
    {
        /// <summary>Steps of power iteration in each step of training; 1 by default.</summary>
        [Argument(ArgumentRole.Training, Minimum = 1)]
        public int PowerIterations { get; set; } = 1;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="SpectralNormalizationAttribute"/>.</summary>
    public sealed partial record SpectralNormalizationSpec : WrapperSpec
    {
        private const string Role = "layer";

        // What Keras divides: the layer's kernel, or its embeddings.
        private static readonly string[] s_kernels = ["kernel", "embeddings"];

        /// <summary>What Keras calls the argument with its content.</summary>
        public static EquatableArray<ContentArgument> ContentArguments { get; } = EquatableArray.Of(new ContentArgument(Role));

        /// <inheritdoc/>
        public override string? Float64Kernel => Content.Count > 0 ? Layer.Float64Kernel : null;

        /// <summary>In training each call changes the vector u.</summary>
        public override bool DependsOnBatch => true;

        private LayerSpec Layer => Content[0].Spec;

        /// <inheritdoc/>
        public override WrapperSpec Holding(IReadOnlyList<GivenContent> given)
        {
            var (name, spec) = (given[0].Name, given[0].Spec);
            if (spec is WrapperSpec)
                throw new SpecException($"holds a layer that holds no other, and {spec.Kind} holds one; declare {spec.Kind} as a property of its own");
            if (spec.Inputs.IsVariadic || spec.Inputs.Required > 1)
                throw new SpecException($"holds a layer that takes one input, and {spec.Kind} takes several");
            if (spec.Outputs.Returned > 1)
                throw new SpecException($"holds a layer that yields one tensor, and {spec.Kind} as it is set yields {spec.Outputs.Returned}");
            return this with { Content = EquatableArray.Of(new LayerContent(Role, name ?? spec.NameByKind, spec)), Trainable = Trainable && spec.Trainable };
        }

        /// <inheritdoc/>
        public override TensorType Entering(int index, TensorType input) => Content.Count > 0 ? Layer.Entering(index, input) : base.Entering(index, input);

        /// <inheritdoc/>
        public override EquatableArray<TensorType> InputsOf(int content, EquatableArray<TensorType> inputs) => EquatableArray.Of(inputs[0]);

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var layer = InferContent(0, inputs);
            var kernel = Kernel(layer);
            return new(EquatableArray.Of(layer.Outputs[0]), Variables(layer, kernel), EquatableArray<KernelConstant>.Empty)
            {
                SavedPerRow = checked(layer.SavedPerRow + (int)inputs[0].Slots),
            };
        }

        /// <inheritdoc/>
        public override IReadOnlyList<int> Expand(CallExpansion calls, IReadOnlyList<int> inputs)
        {
            var kernel = Kernel(Layer.InferTyped(EquatableArray.Of(calls.TypeOf(inputs[0]))));
            var divided = calls.Operation(new SpectralDivisionSpec(Content[0].Within(kernel), VectorU(kernel), PowerIterations), [inputs[0]], "Division");
            return [calls.Call(0, [divided])[0]];
        }

        // In Keras the kernel is the wrapper's too.
        private EquatableArray<VariableSpec> Variables(InferredLayer layer, VariableSpec kernel) => VariablesOf(layer)
            .Select(variable => variable.Name == Content[0].Within(kernel).Name ? variable with { AlsoAt = "" } : variable)
            .Append(VectorU(kernel))
            .ToEquatableArray();

        private VariableSpec Kernel(InferredLayer layer) => layer.Variables.FirstOrDefault(static v => v.Path.Length == 0 && s_kernels.Contains(v.Name) && v.Shape.Rank > 0)
            ?? throw new SpecException($"holds a layer with a kernel or embeddings, as Dense, Conv2D or Embedding, and {Layer.Kind} has none");

        private static VariableSpec VectorU(VariableSpec kernel) => new("vector_u", TensorShape.Of(1, kernel.Shape[-1]), Initializer.TruncatedNormal, IsState: true);
    }
}
