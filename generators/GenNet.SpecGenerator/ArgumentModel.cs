namespace GenNet.SpecGenerator;

/// <summary>One argument of a layer.</summary>
/// <param name="Property">Name of the attribute's property, and of the spec's.</param>
/// <param name="Owner">The attribute that declares it.</param>
/// <param name="Name">Keras' name.</param>
/// <param name="Kind">How it is read and shown.</param>
/// <param name="Enum">Of a member, its enum.</param>
/// <param name="IsOptional">Whether it is null where it is left out.</param>
/// <param name="Default">C# of what it is where it is left out; null if it must be given, or has none of its own.</param>
/// <param name="SameAs">The property whose value it has where it is left out.</param>
/// <param name="Role">Member of <c>ArgumentRole</c>.</param>
/// <param name="Bounds">What its reading takes besides the name: least and largest value, number of axes.</param>
internal sealed record ArgumentModel(
    string Property, string Owner, string Name, ArgumentKind Kind, string? Enum, bool IsOptional, string? Default, string? SameAs, string Role, string Bounds)
{
    /// <summary>Whether a spec that is made without it would be wrong.</summary>
    public bool NeedsValue => !IsOptional && Default is null;

    /// <summary>Type of the spec's property.</summary>
    public string Type => TypeOfValue + (IsOptional ? "?" : "");

    /// <summary>C# that reads it, null where it is left out.</summary>
    public string Reading => $"arguments.{Getter}(\"{Name}\"{Bounds})";

    /// <summary>C# of the value as an <c>ArgumentValue</c>.</summary>
    public string Value => IsOptional
        ? $"{Property} is {{ }} {Local} ? {Shown(Local)} : ArgumentValue.None"
        : Shown(Property);

    /// <summary>C# of the default as an <c>ArgumentValue</c>, or null.</summary>
    public string DefaultValue => (IsOptional, SameAs, Default) switch
    {
        (true, _, _) => "ArgumentValue.None",
        (_, { } other, _) => Shown(other),
        (_, _, { } text) => Shown(text),
        _ => "null",
    };

    /// <summary>A local's name for it.</summary>
    public string Local => char.ToLowerInvariant(Property[0]) + Property.Substring(1);

    private string TypeOfValue => Kind switch
    {
        ArgumentKind.Boolean => "bool",
        ArgumentKind.Int32 => "int",
        ArgumentKind.Double => "double",
        ArgumentKind.Text => "string",
        ArgumentKind.Member => Enum!,
        ArgumentKind.Numbers or ArgumentKind.OneOrMany => "EquatableArray<double>",
        _ => "EquatableArray<int>",
    };

    private string Getter => Kind switch
    {
        ArgumentKind.Member => $"Member<{Enum}>",
        ArgumentKind.Axis => "Integers",
        ArgumentKind.OneOrMany => "Numbers",
        var kind => kind.ToString(),
    };

    private string Shown(string value) => Kind switch
    {
        ArgumentKind.Axis => $"KerasAxis.Argument({value})",
        ArgumentKind.OneOrMany => $"ArgumentValue.OneOrMany({value})",
        _ => $"ArgumentValue.Of({value})",
    };
}

/// <summary>What an argument holds.</summary>
internal enum ArgumentKind
{
    /// <summary>true or false.</summary>
    Boolean,
    /// <summary>A whole number.</summary>
    Int32,
    /// <summary>A number.</summary>
    Double,
    /// <summary>A text.</summary>
    Text,
    /// <summary>A member of an enum.</summary>
    Member,
    /// <summary>A list of whole numbers.</summary>
    Integers,
    /// <summary>A list of numbers.</summary>
    Numbers,
    /// <summary>One number or several.</summary>
    OneOrMany,
    /// <summary>One axis or several.</summary>
    Axis,
    /// <summary>A whole number for each axis of a window, or one for all.</summary>
    Window,
    /// <summary>Two whole numbers for each axis, one for each, or one for all.</summary>
    Edges,
}
