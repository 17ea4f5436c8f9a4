namespace GenNet.Specs;

/// <summary>What the compiler knows of an attention with several heads (keras/src/layers/attention/multi_head_attention.py).</summary>
public abstract record HeadAttentionSpec : AttentionCallSpec
{
    private const int Query = 0;
    private const int Value = 1;
    private const int Key = 2;
    private const int AttentionMask = 6;

    private static readonly LayerInputs s_inputs = new(EquatableArray.Of("query", "value", "key", "queryMask", "valueMask", "keyMask", "attentionMask"), 2, false)
    {
        MasksOfInputs = EquatableArray.Of<MaskOfInput>(new(3, Query), new(4, Value), new(5, Key), new(AttentionMask, -1)),
    };

    /// <inheritdoc/>
    public sealed override KernelCall KernelCall => new("HeadAttention");

    /// <inheritdoc/>
    public sealed override LayerInputs Inputs => s_inputs;

    /// <inheritdoc/>
    public sealed override EquatableArray<InnerObject> InnerObjects => EquatableArray.Of<InnerObject>(new("_dropout_layer", "dropout"), new("_softmax", "softmax"));

    /// <summary>Its arguments as both classes have them.</summary>
    protected abstract HeadAttention Attention { get; }

    /// <inheritdoc/>
    public sealed override InferredLayer Infer(EquatableArray<TensorType> inputs)
    {
        TensorType Input(int place) => place < inputs.Count ? inputs[place] : TensorType.None;
        var attention = Attention;
        CheckFlash(attention);
        var (query, value, key) = (Input(Query), Input(Value), Input(Key));
        var keys = key.IsNone ? value : key;
        var places = AttendedPlaces.Of(attention.Axes, query, value, keys);
        CheckScores(places.HasRunTimeLength);
        CheckMasks(inputs, places, query, value);
        var output = attention.OutputShape is { } given ? TensorShape.Of([.. query.Shape.Dimensions.Take(query.Shape.Rank - 1), .. given]) : query.Shape;
        var outputs = new List<TensorType> { new(output) { HasRunTimeLength = query.HasRunTimeLength } };
        if (ReturnAttentionScores)
            outputs.Add(TensorShape.Of([.. places.Others, attention.QueryHeads, .. places.QueryAxes, .. places.KeyAxes]));
        return new(outputs.ToEquatableArray(), Variables(attention, query.Shape, keys.Shape, value.Shape, output), Constants(attention, places, query.Shape, keys.Shape, value.Shape, output, Input(AttentionMask)))
        {
            NeedsRandomStream = true,
            SavedPerRow = SavedPerRow(attention, places),
        };
    }

    private void CheckFlash(HeadAttention attention)
    {
        if (attention.FlashAttention && attention.Dropout > 0)
            throw SpecException.Of("flash_attention", $"is {ArgumentValue.Of(true)}, which as in Keras doesn't go with {new ArgumentName("dropout")} {attention.Dropout}; leave out one of them");
        if (attention.FlashAttention && ReturnAttentionScores)
            throw SpecException.Of("flash_attention", $"is {ArgumentValue.Of(true)}, which as in Keras doesn't go with returned attention scores; leave it out, it changes no value");
    }

    private void CheckMasks(EquatableArray<TensorType> inputs, AttendedPlaces places, TensorType query, TensorType value)
    {
        if (UseCausalMask && !places.IsFirstAxis)
            throw new SpecException("is called with use_causal_mask, which in Keras is along the first axis after the batch: it must be the only one that is attended along");
        foreach (var (place, of) in new[] { (3, query), (4, value), (5, value) })
        {
            var expected = TensorShape.Of([.. of.Shape.Dimensions.Take(of.Shape.Rank - 1)]);
            if (place >= inputs.Count || inputs[place].IsNone)
                continue;
            if (places.QueryAxes.Count > 1)
                throw new SpecException($"takes no {s_inputs.Names[place]} where it attends along several axes, as in Keras; give an attentionMask");
            if (inputs[place].Shape != expected || inputs[place].HasRunTimeLength != of.HasRunTimeLength)
                throw new SpecException($"takes a {s_inputs.Names[place]} of shape {expected.ToKerasString()}, a value for each position, and was given {inputs[place]}");
        }
        if (AttentionMask >= inputs.Count || inputs[AttentionMask] is not { IsNone: false } mask)
            return;
        if (mask.HasRunTimeLength || places.HasRunTimeLength)
            throw new SpecException("takes no attentionMask where a length is known at run time only; let masks flow with the inputs, or declare the model's input without VariableLength");
        var own = TensorShape.Of([.. places.QueryAxes, .. places.KeyAxes]);
        var each = TensorShape.Of([.. places.Others, .. own.Dimensions]);
        if (mask.Shape != own && mask.Shape != each)
            throw new SpecException($"takes an attentionMask of shape {own.ToKerasString()}, a value for each query and key, and was given {mask}");
    }

    private static EquatableArray<VariableSpec> Variables(HeadAttention attention, TensorShape query, TensorShape key, TensorShape value, TensorShape output)
    {
        var variables = new List<VariableSpec>();
        void Add(string name, string path, IEnumerable<int> kernel, IEnumerable<int> bias)
        {
            variables.Add(attention.Kernel.Variable("kernel", TensorShape.Of([.. kernel])) with { Name = name + "/kernel", Path = path, Scope = name });
            if (attention.UseBias)
                variables.Add(attention.Bias.Variable("bias", TensorShape.Of([.. bias])) with { Name = name + "/bias", Path = path, Scope = name });
        }

        var prefix = attention.GroupPrefix;
        Add("query", prefix + "query_dense", [query[-1], attention.QueryHeads, attention.KeyDim], [attention.QueryHeads, attention.KeyDim]);
        Add("key", prefix + "key_dense", [key[-1], attention.KeyValueHeads, attention.KeyDim], [attention.KeyValueHeads, attention.KeyDim]);
        if (attention.UseGate)
            Add("gate", "_gate_dense", [query[-1], attention.QueryHeads, attention.ValueDim], [attention.QueryHeads, attention.ValueDim]);
        Add("value", prefix + "value_dense", [value[-1], attention.KeyValueHeads, attention.ValueDim], [attention.KeyValueHeads, attention.ValueDim]);
        var last = output.Dimensions.Skip(query.Rank - 1).ToArray();
        Add("attention_output", prefix + "output_dense", [attention.QueryHeads, attention.ValueDim, .. last], last);
        return variables.ToEquatableArray();
    }

    private EquatableArray<KernelConstant> Constants(
        HeadAttention attention, AttendedPlaces places, TensorShape query, TensorShape key, TensorShape value, TensorShape output, TensorType mask) => EquatableArray.Of(
    [
        KernelConstant.Of("QueryHeads", attention.QueryHeads),
        KernelConstant.Of("KeyValueHeads", attention.KeyValueHeads),
        KernelConstant.Of("KeyDim", attention.KeyDim),
        KernelConstant.Of("ValueDim", attention.ValueDim),
        KernelConstant.Of("QueryFeatures", query[-1]),
        KernelConstant.Of("KeyFeatures", key[-1]),
        KernelConstant.Of("ValueFeatures", value[-1]),
        KernelConstant.Of("OutputFeatures", output.Dimensions.Skip(query.Rank - 1).Aggregate(1L, static (product, size) => product * size)),
        .. places.Constants,
        KernelConstant.Of("Scale", 1 / Math.Sqrt(attention.KeyDim)),
        KernelConstant.Of("IsCausal", UseCausalMask),
        KernelConstant.Of("Window", attention.SlidingWindow ?? 0),
        KernelConstant.Of("MasksPerRow", mask.IsNone ? 1 : mask.Shape.ElementCount / Math.Max(1, (long)places.Queries * places.Keys)),
        // keras.ops.dot_product_attention hides a masked key behind a large number; the softmax that is used where that isn't hides it for good.
        KernelConstant.Of("AttendsToAllWithoutAny", attention.Dropout == 0 && !ReturnAttentionScores && query.Rank == 2),
        KernelConstant.Of("Dropout", attention.Dropout),
        KernelConstant.Of("HasSeed", attention.Seed is not null),
        KernelConstant.Of("Seed", (long)(attention.Seed ?? 0)),
    ]);

    // Projections, weights of attention, what was attended to, and the gate.
    private static int SavedPerRow(HeadAttention attention, AttendedPlaces places)
    {
        var others = (long)places.Groups * places.Inner;
        var (queries, keys) = (others * places.Queries, others * places.Keys);
        var attended = queries * attention.QueryHeads * attention.ValueDim;
        return checked((int)((queries * attention.QueryHeads * attention.KeyDim) + (keys * attention.KeyValueHeads * (attention.KeyDim + attention.ValueDim))
            + (others * attention.QueryHeads * places.Queries * places.Keys) + ((attention.UseGate ? 2 : 1) * attended)));
    }
}

/// <summary>The arguments of an attention with several heads.</summary>
/// <param name="QueryHeads">Heads that ask.</param>
/// <param name="KeyValueHeads">Heads of keys and values, each of which serves as many heads that ask.</param>
/// <param name="KeyDim">Size of a head's queries and keys.</param>
/// <param name="ValueDim">Size of a head's values.</param>
public sealed record HeadAttention(int QueryHeads, int KeyValueHeads, int KeyDim, int ValueDim)
{
    /// <summary>Axes that are attended along, the batch being 0; null for all but batch and features.</summary>
    public EquatableArray<int>? Axes { get; init; }

    /// <summary>The output's last axes; null for the query's.</summary>
    public EquatableArray<int>? OutputShape { get; init; }

    /// <summary>Share that is dropped.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether projections add a bias.</summary>
    public bool UseBias { get; init; }

    /// <summary>Whether there is a gate.</summary>
    public bool UseGate { get; init; }

    /// <summary>How far a query attends.</summary>
    public int? SlidingWindow { get; init; }

    /// <summary>Whether Keras would compute it in the way of flash attention.</summary>
    public bool FlashAttention { get; init; }

    /// <summary>Seed of its draws.</summary>
    public int? Seed { get; init; }

    /// <summary>What all kernels are.</summary>
    public required WeightArguments Kernel { get; init; }

    /// <summary>What all biases are.</summary>
    public required WeightArguments Bias { get; init; }

    /// <summary>What stands before the names of groups in weight files.</summary>
    public string GroupPrefix { get; init; } = "";
}
