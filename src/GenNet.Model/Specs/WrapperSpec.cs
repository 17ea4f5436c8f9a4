namespace GenNet.Specs;

/// <summary>
/// A layer that holds other layers. It is one layer to contracts, files and the order of layers; its code are the calls that <see cref="Expand"/> makes of a call of it. What it
/// needs to know of its content it asks the content's specs: which arguments, inputs and outputs they declare.
/// </summary>
public abstract record WrapperSpec : LayerSpec
{
    /// <summary>The layers in it.</summary>
    public EquatableArray<LayerContent> Content { get; init; }

    /// <summary>Those of them that are declared; the others follow from these.</summary>
    public virtual IEnumerable<LayerContent> Declared => Content;

    /// <summary>The same with these layers in it.</summary>
    /// <param name="given">At least one, and as many as it has places for.</param>
    /// <exception cref="SpecException">It can't hold them.</exception>
    public abstract WrapperSpec Holding(IReadOnlyList<GivenContent> given);

    /// <summary>Types of what content number <paramref name="content"/> takes in a call with inputs of these types.</summary>
    public abstract EquatableArray<TensorType> InputsOf(int content, EquatableArray<TensorType> inputs);

    /// <summary>Makes the calls that a call consists of.</summary>
    /// <param name="calls">Takes them.</param>
    /// <param name="inputs">Numbers of the values that the call takes.</param>
    /// <returns>Numbers of the values that it yields.</returns>
    public abstract IReadOnlyList<int> Expand(CallExpansion calls, IReadOnlyList<int> inputs);

    /// <inheritdoc/>
    public override EquatableArray<InnerObject> InnerObjects => Content.SelectMany(static content => content.Objects).ToEquatableArray();

    /// <inheritdoc/>
    public override LayerSpec With(string argument, object? value) => base.With(argument, value) is WrapperSpec { Content.Count: > 0 } changed
        ? changed.Holding([.. changed.Declared.Select(static content => new GivenContent(content.Name, content.Spec))])
        : base.With(argument, value);

    /// <summary>What follows for content number <paramref name="content"/> in a call with inputs of these types.</summary>
    /// <exception cref="SpecException">They don't fit it.</exception>
    protected InferredLayer InferContent(int content, EquatableArray<TensorType> inputs)
    {
        var spec = Content[content].Spec;
        if (spec.DTypePolicy != DTypePolicy)
            throw SpecException.Of("dtype", $"is {ArgumentValue.Of(spec.DTypePolicy)} for a layer and {ArgumentValue.Of(DTypePolicy)} for the one that holds it; give both the same");
        try
        {
            return spec.InferTyped(InputsOf(content, inputs));
        }
        catch (SpecException error) when (error.Argument is null)
        {
            throw new SpecException($"holds a layer, {spec.Kind}, that {error.Message}");
        }
    }

    /// <summary>What all content carries from call to call.</summary>
    /// <param name="inferred">What follows for each.</param>
    protected EquatableArray<CarriedState> CarriedOf(params InferredLayer[] inferred) =>
        inferred.SelectMany((layer, i) => layer.Carried.Select(state => state with { Name = Content[i].Prefix + state.Name })).ToEquatableArray();

    /// <summary>The variables of all content, those that are trained first.</summary>
    /// <param name="inferred">What follows for each.</param>
    protected EquatableArray<VariableSpec> VariablesOf(params InferredLayer[] inferred) =>
        inferred.SelectMany((layer, i) => layer.Variables.Select(Content[i].Within)).OrderBy(static v => v.IsState).ToEquatableArray();
}
