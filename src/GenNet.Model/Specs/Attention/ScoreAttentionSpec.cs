namespace GenNet.Specs;

/// <summary>What the compiler knows of an attention without projections: a score for each query and key, and the softmax of them times the values (keras/src/layers/attention/attention.py).</summary>
public abstract record ScoreAttentionSpec : AttentionCallSpec
{
    private const int Query = 0;
    private const int Value = 1;
    private const int Key = 2;

    private static readonly LayerInputs s_inputs = new(EquatableArray.Of("query", "value", "key", "queryMask", "valueMask"), 2, false)
    {
        MasksOfInputs = EquatableArray.Of<MaskOfInput>(new(3, Query), new(4, Value)),
        KerasLists = EquatableArray.Of(new InputGroup(LayerInputs.Mask, 3, 2)),
    };

    /// <inheritdoc/>
    public sealed override KernelCall KernelCall => new("ScoreAttention");

    /// <inheritdoc/>
    public sealed override LayerInputs Inputs => s_inputs;

    /// <summary>What follows for an attention whose scores are computed as the constants say.</summary>
    /// <param name="inputs">Types of the inputs.</param>
    /// <param name="variables">Its variables, for keys of so many features.</param>
    /// <param name="isAdditive">Whether scores are sums of tanh, and not scalar products.</param>
    /// <param name="dropout">The share to drop.</param>
    /// <param name="seed">Seed of its draws.</param>
    protected InferredLayer Infer(EquatableArray<TensorType> inputs, Func<int, IEnumerable<VariableSpec>> variables, bool isAdditive, double dropout, int? seed)
    {
        TensorType Input(int place) => place < inputs.Count ? inputs[place] : TensorType.None;
        var (query, value) = (Input(Query), Input(Value));
        var key = Input(Key).IsNone ? value : Input(Key);
        foreach (var input in new[] { query, value, key })
        {
            if (input.Shape.Rank != 2)
                throw new SpecException($"takes sequences of shape (positions, features), and one is {input}; put a Reshape before it");
        }
        var places = AttendedPlaces.Of(null, query, value, key);
        if (query.Shape[1] != key.Shape[1])
            throw new SpecException($"takes query and key of equally many features, and they are {query} and {key}");
        CheckScores(places.HasRunTimeLength);
        CheckMask(Input(3), query, "queryMask");
        CheckMask(Input(4), value, "valueMask");
        var outputs = new List<TensorType> { new(TensorShape.Of(query.Shape[0], value.Shape[1])) { HasRunTimeLength = query.HasRunTimeLength } };
        if (ReturnAttentionScores)
            outputs.Add(TensorShape.Of(query.Shape[0], value.Shape[0]));
        return new(outputs.ToEquatableArray(), variables(key.Shape[1]).ToEquatableArray(), EquatableArray.Of(
        [
            KernelConstant.Of("Queries", query.Shape[0]),
            KernelConstant.Of("Keys", value.Shape[0]),
            KernelConstant.Of("QueryHasRunTimeLength", query.HasRunTimeLength),
            KernelConstant.Of("KeyHasRunTimeLength", value.HasRunTimeLength),
            KernelConstant.Of("Features", key.Shape[1]),
            KernelConstant.Of("ValueFeatures", value.Shape[1]),
            KernelConstant.Of("IsAdditive", isAdditive),
            KernelConstant.Of("IsCausal", UseCausalMask),
            KernelConstant.Of("Dropout", dropout),
            KernelConstant.Of("HasSeed", seed is not null),
            KernelConstant.Of("Seed", (long)(seed ?? 0)),
        ]))
        {
            NeedsRandomStream = true,
            SavedPerRow = ReturnAttentionScores ? 0 : checked(query.Shape[0] * value.Shape[0]),
        };
    }

    private static void CheckMask(TensorType mask, TensorType of, string name)
    {
        if (!mask.IsNone && (mask.Shape != TensorShape.Of(of.Shape[0]) || mask.HasRunTimeLength != of.HasRunTimeLength))
            throw new SpecException($"takes a {name} of shape {TensorShape.Of(of.Shape[0]).ToKerasString()}, a value for each position, and was given {mask}");
    }
}
