namespace GenNet.Specs;

/// <summary>What a layer takes: the names of its kernels' parameters, and how many. One called <see cref="Mask"/> takes the mask that flows with the first, unless a call gives another.</summary>
/// <param name="Names">Parameter names in order; the ones from <paramref name="Required"/> on may be left out. Of a variadic layer just <c>inputs</c>.</param>
/// <param name="Required">The least number of inputs.</param>
/// <param name="IsVariadic">Whether any number of inputs of at least <paramref name="Required"/> is taken, as a span.</param>
public sealed record LayerInputs(EquatableArray<string> Names, int Required, bool IsVariadic)
{
    /// <summary>The name of an input that says which elements count.</summary>
    public const string Mask = "mask";

    /// <summary>One input.</summary>
    public static LayerInputs One { get; } = new(EquatableArray.Of("input"), 1, false);

    /// <summary>One input and, where given, a mask of its timesteps or elements (not differentiated).</summary>
    public static LayerInputs OneWithMask { get; } = new(EquatableArray.Of("input", Mask), 1, false);

    /// <summary>Any number of inputs of at least one.</summary>
    public static LayerInputs Many { get; } = new(EquatableArray.Of("inputs"), 1, true);

    /// <summary>Inputs that a call gives as one list, as Keras takes them: <c>initialState: [h, c]</c>.</summary>
    public EquatableArray<InputGroup> Groups { get; init; } = EquatableArray<InputGroup>.Empty;

    /// <summary>The place of the mask; -1 if the layer takes none.</summary>
    public int MaskIndex => IsVariadic ? -1 : Names.ToList().IndexOf(Mask);

    /// <summary>
    /// Masks that come to the layer with other inputs than the first alone: each flows with its value whatever else the call gives, as Keras' <c>value_mask</c> does with <c>value</c>.
    /// </summary>
    public EquatableArray<MaskOfInput> MasksOfInputs { get; init; } = EquatableArray<MaskOfInput>.Empty;

    /// <summary>Inputs that a call in Keras gives as one list, and C# each by its name: <c>mask=[query_mask, value_mask]</c>.</summary>
    public EquatableArray<InputGroup> KerasLists { get; init; } = EquatableArray<InputGroup>.Empty;

    /// <summary>Whether input <paramref name="place"/> says which elements count: a bool, without a gradient.</summary>
    public bool IsMask(int place) => place >= 0 && (place == MaskIndex || MasksOfInputs.Any(mask => mask.Place == place));

    /// <summary>The place of the mask that flows with input <paramref name="value"/>; -1 if the layer takes none.</summary>
    public int MaskOf(int value) => value == 0 && MaskIndex >= 0 ? MaskIndex : MasksOfInputs.Where(mask => mask.Value == value).Select(static mask => (int?)mask.Place).FirstOrDefault() ?? -1;

    /// <summary>What a call's arguments are called, each with the inputs that it is: one, or those of a group.</summary>
    public IEnumerable<InputGroup> Parameters
    {
        get
        {
            for (var place = 0; place < Names.Count;)
            {
                var group = Groups.FirstOrDefault(g => g.First == place);
                var parameter = group.Count > 0 ? group : new(Names[place], place, 1);
                yield return parameter;
                place += parameter.Count;
            }
        }
    }

    /// <summary>The argument that input <paramref name="place"/> is part of.</summary>
    public InputGroup ParameterOf(int place) => Parameters.First(parameter => place < parameter.First + parameter.Count);
}

/// <summary>An input that says which elements of another one count.</summary>
/// <param name="Place">Its place.</param>
/// <param name="Value">The place of the other, with which it flows; -1 for one that a call gives or leaves out.</param>
public readonly record struct MaskOfInput(int Place, int Value);

/// <summary>Neighbouring inputs that one argument of a call gives.</summary>
/// <param name="Name">The argument's name.</param>
/// <param name="First">The first input.</param>
/// <param name="Count">How many.</param>
public readonly record struct InputGroup(string Name, int First, int Count);
