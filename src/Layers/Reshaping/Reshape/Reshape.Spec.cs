using GenNet.Specs;

namespace GenNet
{
    /// <summary>Gives a row's values another shape, in the same order. Keras: <c>keras.layers.Reshape</c>.</summary>
    /// <param name="targetShape">The shape without the batch; one size may be −1: what remains.</param>
    public sealed class ReshapeAttribute(params int[] targetShape) : LayerAttribute
    {
        /// <summary>The shape without the batch; one size may be −1: what remains.</summary>
        public int[] TargetShape { get; } = targetShape;
    }
}

namespace GenNet.Specs
{
    /// <summary>What the compiler knows of a <see cref="ReshapeAttribute"/>.</summary>
    public sealed partial record ReshapeSpec : LayerSpec
    {
        /// <inheritdoc/>
        public override bool KeepsType => true;

        /// <inheritdoc/>
        public override InferredLayer Infer(EquatableArray<TensorType> inputs)
        {
            var input = inputs[0].Shape;
            var known = TargetShape.Where(static size => size > 0).Aggregate(1L, static (product, size) => checked(product * size));
            var infers = TargetShape.Contains(-1);
            if (infers ? input.ElementCount % known != 0 : input.ElementCount != known)
            {
                throw SpecException.Of(
                    "target_shape",
                    $"is {ArgumentValue.Of(TargetShape)}, of {(infers ? "a multiple of " : "")}{known} elements, and must have the {input.ElementCount} of the input {input.ToKerasString()}");
            }
            var rest = checked((int)(input.ElementCount / known));
            var output = TensorShape.Of([.. TargetShape.Select(size => size == -1 ? rest : size)]);
            return new(output, EquatableArray<VariableSpec>.Empty, EquatableArray<KernelConstant>.Empty) { Identity = Identity.Always };
        }

        partial void Check()
        {
            if (TargetShape.Any(static size => size is < 1 and not -1) || TargetShape.Count(static size => size == -1) > 1)
            {
                throw SpecException.Of("target_shape", $"is {ArgumentValue.Of(TargetShape)} and must hold sizes of at least 1, and -1 at most once");
            }
        }
    }
}
