namespace GenNet.Specs;

/// <summary>A layer of a user's own as its class and its attribute declare it, whatever a model gives for arguments. Its rules have been checked.</summary>
/// <param name="ClassName">Name of the layer's class.</param>
/// <param name="Type">The class as generated code names it: <c>global::Research.Gate</c>.</param>
public sealed record CustomLayerDefinition(string ClassName, string Type)
{
    /// <summary>Arguments of the attribute, in the order of its constructor's parameters and then of its properties.</summary>
    public EquatableArray<CustomArgument> Arguments { get; init; }

    /// <summary>Inputs in order.</summary>
    public EquatableArray<CustomInput> Inputs { get; init; }

    /// <summary>The output's shape; null for that of the first input.</summary>
    public string? OutputRule { get; init; }

    /// <summary>Weights in order.</summary>
    public EquatableArray<CustomWeight> Weights { get; init; }

    /// <summary>Memory that training keeps for each row.</summary>
    public EquatableArray<CustomRowMemory> Saved { get; init; }

    /// <summary>Working memory for each row.</summary>
    public EquatableArray<CustomRowMemory> Scratch { get; init; }

    /// <summary>What must hold of inputs and arguments.</summary>
    public EquatableArray<CustomRequirement> Requirements { get; init; }

    /// <summary>Whether the mask of the first input is the output's.</summary>
    public bool PassesMask { get; init; }

    /// <summary>Whether the layer's code sees the whole batch at once in training.</summary>
    public bool TakesWholeBatch { get; init; }

    /// <summary>Whether it can be trained through.</summary>
    public bool HasBackward { get; init; }
}

/// <summary>An argument of the attribute of a user's layer.</summary>
/// <param name="Name">Its name in contracts: <c>use_bias</c>.</param>
/// <param name="Type">What it holds.</param>
/// <param name="CSharpType">Its type as generated code names it.</param>
/// <param name="Role">What a change of it does to saved weights.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Default">What it is when left out; null if it must be given.</param>
/// <param name="Members">Names of the members of an enum.</param>
public sealed record CustomArgument(
    string Name, CustomArgumentType Type, string CSharpType, ArgumentRole Role, double? Minimum, double? Maximum, ArgumentValue? Default, EquatableArray<string> Members);

/// <summary>What an argument of a user's layer holds.</summary>
public enum CustomArgumentType
{
    /// <summary>int</summary>
    Int32,
    /// <summary>double</summary>
    Double,
    /// <summary>float</summary>
    Single,
    /// <summary>bool</summary>
    Boolean,
    /// <summary>string, null or not</summary>
    Text,
    /// <summary>A member of an enum.</summary>
    Member,
    /// <summary>int[], null or not</summary>
    Integers,
}

/// <summary>An input of a user's layer.</summary>
/// <param name="Name">Its name in C#: <c>query</c>.</param>
/// <param name="DType">What it holds.</param>
public sealed record CustomInput(string Name, DType DType);

/// <summary>A weight of a user's layer.</summary>
/// <param name="Name">Its name in files and contracts.</param>
/// <param name="Rule">Its shape.</param>
/// <param name="Initializer">How it starts, unless the attribute has an argument for that.</param>
/// <param name="IsState">Whether gradients never train it.</param>
/// <param name="When">When there is one; null for always.</param>
/// <param name="L1">L1 penalty.</param>
/// <param name="L2">L2 penalty.</param>
public sealed record CustomWeight(string Name, string Rule, Initializer Initializer, bool IsState, string? When, double L1, double L2);

/// <summary>Memory of a user's layer for each row.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Rule">Its shape.</param>
public sealed record CustomRowMemory(string Name, string Rule);

/// <summary>What a user's layer requires.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Message">What is wrong where it doesn't hold.</param>
public sealed record CustomRequirement(string Condition, string Message);
