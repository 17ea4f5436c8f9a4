namespace GenNet.Specs;

/// <summary>What a call of any attention says besides its inputs: whether a position sees only those up to it, and whether attention's weights are returned.</summary>
public abstract record AttentionCallSpec : LayerSpec
{
    private const string Causal = "use_causal_mask";
    private const string Scores = "return_attention_scores";

    private static readonly LayerOutputs s_one = new(EquatableArray.Of("output"), "ForwardWithScores") { CallArgument = Scores };
    private static readonly LayerOutputs s_scores = new(EquatableArray.Of("output", "attentionScores"), "ForwardWithScores") { CallArgument = Scores };

    /// <summary>Whether a position attends to those up to its own number alone.</summary>
    public bool UseCausalMask { get; init; }

    /// <summary>Whether the weights of attention are a second output.</summary>
    public bool ReturnAttentionScores { get; init; }

    /// <inheritdoc/>
    public override LayerOutputs Outputs => ReturnAttentionScores ? s_scores : s_one;

    /// <inheritdoc/>
    public override MaskFlow MaskFlow => MaskFlow.Passes;

    /// <inheritdoc/>
    public override bool TakesRunTimeLength => true;

    /// <inheritdoc/>
    public override EquatableArray<LayerArgument> CallArguments => EquatableArray.Of<LayerArgument>(
        new(Causal, ArgumentValue.Of(UseCausalMask), ArgumentValue.Of(false), ArgumentRole.Behaviour),
        // Keras gives 0 where nothing is attended to if they are returned, and else the mean of all.
        new(Scores, ArgumentValue.Of(ReturnAttentionScores), ArgumentValue.Of(false), ArgumentRole.Behaviour));

    /// <inheritdoc/>
    protected override LayerSpec? WithCallArgument(string argument, bool value) => argument switch
    {
        Causal => this with { UseCausalMask = value },
        Scores => this with { ReturnAttentionScores = value },
        _ => null,
    };

    /// <summary>Refuses scores whose axes are known at run time only.</summary>
    protected void CheckScores(bool hasRunTimeLength)
    {
        if (ReturnAttentionScores && hasRunTimeLength)
            throw new SpecException("returns its attention scores, and a length of theirs is known at run time only; declare the model's input without VariableLength, or call Forward for the output alone");
    }
}
