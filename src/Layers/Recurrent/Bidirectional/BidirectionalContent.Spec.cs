namespace GenNet.Specs;

/// <summary>The two layers in a Bidirectional, as Keras makes and checks them (keras/src/layers/rnn/bidirectional.py).</summary>
internal static class BidirectionalContent
{
    private const string GoBackwards = "go_backwards";
    private const string ReturnSequences = "return_sequences";
    private const string Stateful = "stateful";
    private const string ZeroOutputForMask = "zero_output_for_mask";

    // What both must have in common.
    private static readonly string[] s_common = [ReturnSequences, "return_state", Stateful];

    /// <summary>A layer as it was given; called as Keras calls it: <c>forward_lstm</c>.</summary>
    public static LayerContent Of(GivenContent given, string role)
    {
        var spec = given.Spec;
        if (!s_common.Append(GoBackwards).All(name => spec.Arguments.Any(argument => argument.Name == name)) || StatesOf(spec).Length == 0)
            throw new SpecException($"holds layers that go through a sequence step by step, such as LSTM, and {spec.Kind} is none");
        var direction = DirectionOf(role);
        var isBackward = direction == "backward_";
        var name = given.Name ?? direction + spec.NameByKind;
        return new(role, isBackward || name.StartsWith(direction, StringComparison.Ordinal) ? name : direction + name, WithZeros(spec));
    }

    /// <summary>The layer that goes backwards where none is given: the same otherwise.</summary>
    public static LayerContent Mirror(LayerContent forward, string role)
    {
        var name = forward.Name.Substring(DirectionOf(forward.Role).Length);
        return new(role, DirectionOf(role) + name, forward.Spec.With(GoBackwards, true));
    }

    /// <summary>Both layers, which must go against each other and have the rest in common.</summary>
    public static EquatableArray<LayerContent> Checked(LayerContent forward, LayerContent backward)
    {
        if (forward.Is(GoBackwards) == backward.Is(GoBackwards))
        {
            throw SpecException.Of(GoBackwards, $"is {ArgumentValue.Of(forward.Is(GoBackwards))} for both layers, and they must go against each other; set {new ArgumentName(GoBackwards)} on the second alone");
        }
        foreach (var name in s_common.Where(name => forward.Is(name) != backward.Is(name)))
            throw SpecException.Of(name, $"is {ArgumentValue.Of(forward.Is(name))} for one layer and {ArgumentValue.Of(backward.Is(name))} for the other; give both the same");
        if (forward.Spec.Trainable != backward.Spec.Trainable)
            throw SpecException.Of("trainable", $"is {ArgumentValue.Of(forward.Spec.Trainable)} for one layer and {ArgumentValue.Of(backward.Spec.Trainable)} for the other; they are trained together: give both the same");
        return EquatableArray.Of(forward, backward);
    }

    /// <summary>Whether an argument of the layer is true.</summary>
    public static bool Is(this LayerContent content, string argument) => content.Spec.Arguments.First(a => a.Name == argument).Value == ArgumentValue.Of(true);

    /// <summary>What the layer calls the states that a call of it may begin with.</summary>
    public static string[] StatesOf(LayerSpec spec) => spec.Inputs.Groups.Where(static group => group.Name == RecurrentCall.InitialState)
        .SelectMany(group => spec.Inputs.Names.Skip(group.First).Take(group.Count)).Select(RecurrentCall.WithoutFirst).ToArray();

    // Of a sequence, Keras has both layers yield 0 for a timestep that the mask leaves out, whatever they were told.
    private static LayerSpec WithZeros(LayerSpec spec) => spec.Arguments.Any(static argument => argument.Name == ZeroOutputForMask)
        ? spec.With(ZeroOutputForMask, spec.Arguments.First(static argument => argument.Name == ReturnSequences).Value.ToObject())
        : spec;

    private static string DirectionOf(string role) => role.Substring(0, role.IndexOf('_') + 1);
}
