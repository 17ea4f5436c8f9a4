using GenNet.Rules;

namespace GenNet.Specs;

/// <summary>A layer of a user's own with the arguments that a model gives it: what follows from its rules.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Values">Its arguments as they stand, in their order.</param>
/// <param name="KindInModel">What contracts call it; see <see cref="CustomKind"/>.</param>
public sealed record CustomSpec(CustomLayerDefinition Layer, EquatableArray<LayerArgument> Values, string KindInModel) : LayerSpec
{
    /// <inheritdoc/>
    public override string Kind => KindInModel;

    /// <inheritdoc/>
    public override string TypeName => Layer.ClassName;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> Arguments => Values;

    /// <inheritdoc/>
    public override KernelCall KernelCall => new("Custom")
    {
        TypeArgument = Layer.Type,
        TakesLists = true,
        Weights = Layer.Weights.Select(static weight => weight.Name).ToEquatableArray(),
    };

    /// <inheritdoc/>
    public override LayerInputs Inputs => new(
        Layer.Inputs.Select(static input => input.Name).ToEquatableArray(), Layer.Inputs.Count(static input => input.Name != LayerInputs.Mask), IsVariadic: false);

    /// <inheritdoc/>
    public override MaskFlow MaskFlow => Layer.PassesMask ? MaskFlow.Passes : MaskFlow.Stops;

    /// <inheritdoc/>
    public override bool HasBackward => Layer.HasBackward;

    /// <summary>The layer with the given arguments.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="arguments">Arguments by their names in contracts.</param>
    /// <param name="kind">What contracts call it.</param>
    /// <exception cref="SpecException">An argument is missing or makes no sense.</exception>
    public static CustomSpec Create(CustomLayerDefinition layer, LayerArguments arguments, string kind) =>
        new(layer, layer.Arguments.Select(argument => CustomArgumentReader.Read(argument, arguments)).ToEquatableArray(), kind);

    /// <inheritdoc/>
    public override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        CheckInputs(inputs);
        var names = new Dictionary<string, RuleValue>(StringComparer.Ordinal);
        for (var i = 0; i < inputs.Count && i < Layer.Inputs.Count; i++)
            names[Naming.SnakeCase.OfArgument(Layer.Inputs[i].Name)] = RuleValue.Of(inputs[i].IsNone ? default : inputs[i].Shape.Dimensions);
        foreach (var argument in Values)
            names[argument.Name] = CustomArgumentReader.ToRule(argument.Value, Layer.Arguments.First(a => a.Name == argument.Name));
        var rules = new CustomRules(names);
        foreach (var requirement in Layer.Requirements)
            rules.Require(requirement);
        var output = Layer.OutputRule is { } rule ? rules.ShapeOf("its output", rule) : inputs[0].Shape;
        var weights = Layer.Weights.Where(rules.Has).Select(weight => rules.Variable(weight, Values)).ToArray();
        var saved = Layer.Saved.Select(memory => rules.ShapeOf(memory.Name, memory.Rule)).ToArray();
        return new(
            output,
            // Keras keeps trainable variables and others apart.
            weights.OrderBy(static weight => weight.IsState).ToEquatableArray(),
            Constants(inputs, output, weights, saved, Layer.Scratch.Select(memory => rules.ShapeOf(memory.Name, memory.Rule))).ToEquatableArray())
        {
            SavedPerRow = saved.Sum(static shape => checked((int)shape.ElementCount)),
            NeedsRandomStream = true,
            NeedsLayerNumber = true,
        };
    }

    /// <inheritdoc/>
    public override TensorType Entering(int index, TensorType input) =>
        index < Layer.Inputs.Count && !Layer.Inputs[index].DType.IsFloating() && index != Inputs.MaskIndex ? input : base.Entering(index, input);

    /// <inheritdoc/>
    protected override LayerSpec Read(LayerArguments arguments) => Create(Layer, arguments, Kind);

    // Real numbers come in the type that the layer computes in.
    private static bool IsTaken(DType given, DType declared) => given == declared || (given.IsFloating() && declared.IsFloating());

    private void CheckInputs(EquatableArray<TensorType> inputs)
    {
        if (inputs.Count < Inputs.Required)
            throw new SpecException($"takes {Inputs.Required} inputs, {string.Join(", ", Inputs.Names.Take(Inputs.Required))}, and is given {inputs.Count}; write a Forward method that gives it all");
        for (var i = 0; i < inputs.Count; i++)
        {
            if (!inputs[i].IsNone && !IsTaken(inputs[i].DType, Layer.Inputs[i].DType))
                throw new SpecException($"takes {KerasEnum.Name(Layer.Inputs[i].DType)} values as '{Layer.Inputs[i].Name}' and is given {KerasEnum.Name(inputs[i].DType)} {inputs[i].Shape.ToKerasString()}");
        }
    }

    private IEnumerable<KernelConstant> Constants(
        EquatableArray<TensorType> inputs, TensorShape output, IReadOnlyList<VariableSpec> weights, IEnumerable<TensorShape> saved, IEnumerable<TensorShape> scratch) =>
    [
        new("Arguments", "object", $"new {Layer.Type}.Arguments({string.Join(", ", Values.Zip(Layer.Arguments, CustomArgumentReader.Literal))})"),
        KernelConstant.Of("InputRanks", inputs.Select(static input => input.Shape.Rank)),
        KernelConstant.Of("InputDimensions", inputs.SelectMany(static input => input.Shape.Dimensions)),
        KernelConstant.Of("OutputDimensions", output.Dimensions),
        KernelConstant.Of("WeightSizes", Layer.Weights.Select(weight => SizeOf(weights.FirstOrDefault(v => v.Name == weight.Name)))),
        KernelConstant.Of("SavedSizes", saved.Select(static shape => checked((int)shape.ElementCount))),
        KernelConstant.Of("ScratchSizes", scratch.Select(static shape => checked((int)shape.ElementCount))),
        KernelConstant.Of("TakesWholeBatch", Layer.TakesWholeBatch),
    ];

    private static int SizeOf(VariableSpec? variable) => variable is null ? 0 : checked((int)variable.Shape.ElementCount);
}
