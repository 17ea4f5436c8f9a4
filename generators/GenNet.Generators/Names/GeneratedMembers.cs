using GenNet.Specs;

namespace GenNet.Generators.Names;

/// <summary>
/// The members that GenNet adds to a model's class: the one table that emitters write by and that names are checked against. Backing fields are not in it,
/// they are named so that no other member has their name.
/// </summary>
internal static class GeneratedMembers
{
    /// <summary>The property of all layers.</summary>
    public const string Layers = "Layers";

    /// <summary>The property of what is known at compile time.</summary>
    public const string ModelDescription = "ModelDescription";

    /// <summary>The property of the layer code.</summary>
    public const string GeneratedPlan = "GeneratedPlan";

    /// <summary>The type of what the model answers.</summary>
    public const string Prediction = "Prediction";

    /// <summary>The type of all weights.</summary>
    public const string Weights = "Weights";

    /// <summary>The type whose members are the model's layers by name.</summary>
    public const string Parts = "Parts";

    /// <summary>The methods of <see cref="Weights"/> that read a file.</summary>
    public const string Load = "Load";

    /// <summary>The method of <see cref="Weights"/> that reads a file on another thread.</summary>
    public const string LoadAsync = "LoadAsync";

    /// <summary>The methods of <see cref="Weights"/> that write a file.</summary>
    public const string Save = "Save";

    /// <summary>The method of <see cref="Weights"/> that writes a file on another thread.</summary>
    public const string SaveAsync = "SaveAsync";

    /// <summary>The method of <see cref="Weights"/> that takes the values of all variables.</summary>
    public const string OfTensors = "OfTensors";

    /// <summary>The method of <see cref="Weights"/> that gives the values of all variables.</summary>
    public const string ToTensors = "ToTensors";

    /// <summary>What follows a layer's name in the name of the type of its weights.</summary>
    public const string LayerWeightsSuffix = "Weights";

    /// <summary>The methods that run the model.</summary>
    public const string Predict = "Predict";

    /// <summary>The method that makes a trainer.</summary>
    public const string Trainer = "Trainer";

    /// <summary>The method that makes a model of a file.</summary>
    public const string FromWeights = "FromWeights";

    /// <summary>The method that copies the weights.</summary>
    public const string GetWeights = "GetWeights";

    /// <summary>The method that sets the weights.</summary>
    public const string SetWeights = "SetWeights";

    /// <summary>The type that calls the class's migrations, where it has any.</summary>
    public const string GeneratedMigrations = "GeneratedMigrations";

    /// <summary>The method that runs the layers of a model without a graph of its own.</summary>
    public const string Forward = "Forward";

    /// <summary>The property of <see cref="Prediction"/> that counts its rows.</summary>
    public const string Rows = "Rows";

    /// <summary>The property of <see cref="Prediction"/> that counts timesteps, where each call says their number.</summary>
    public const string Length = "Length";

    /// <summary>What a parameter by reference begins with.</summary>
    public const string Out = "out ";

    /// <summary>The class itself, as a type that a method returns.</summary>
    public const string Self = "";

    private const string Void = "void";
    private const string Device = "global::GenNet.Device";

    /// <summary>Names of the properties.</summary>
    public static IReadOnlyList<string> Properties { get; } = [Layers, ModelDescription, GeneratedPlan];

    /// <summary>Names of the nested types.</summary>
    public static IReadOnlyList<string> Types { get; } = [Prediction, Weights, Parts];

    /// <summary>Parameters of the constructors: of a model by itself, and of one within another.</summary>
    public static IReadOnlyList<EquatableArray<string>> Constructors { get; } = [EquatableArray.Of("ulong", Device), EquatableArray.Of("global::GenNet.Model", "int")];

    /// <summary>Names that a property of <see cref="Prediction"/> can't have: its own, and those of every object.</summary>
    /// <param name="hasLength">Whether each call says a length.</param>
    public static IReadOnlyList<string> InPrediction(bool hasLength) =>
        [Rows, .. hasLength ? (string[])[Length] : [], Prediction, "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>Names that a property of <see cref="Weights"/> can't have, besides those of every object: what a record has or may not have, and what reads and writes it.</summary>
    public static IReadOnlyList<string> InWeights { get; } = [Weights, "Clone", "EqualityContract", "PrintMembers", Load, LoadAsync, Save, SaveAsync, OfTensors, ToTensors];

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
        new HashSet<string>([.. Properties, .. Types, .. Methods([DType.Float32], [DType.Float32], false).Select(static m => m.Name)], StringComparer.Ordinal);

    /// <summary>Names that the properties' accessors have in the compiled class: no other member without parameters can have them.</summary>
    public static IReadOnlyList<string> Accessors { get; } = [.. Properties.Select(static p => "get_" + p)];

    /// <summary>Whether neither the class nor a member that is no method can be called so.</summary>
    public static bool Takes(string name) => Names.Contains(name) || Accessors.Contains(name) || IsType(name);

    /// <summary>Whether a nested type has that name, or may have it once there are such versions of the contract.</summary>
    public static bool IsType(string name) => Types.Contains(name) || name == GeneratedMigrations || VersionWeights.VersionIn(name) is not null;

    /// <summary>The methods of a model with inputs and outputs of such types.</summary>
    /// <param name="inputs">Types of the inputs.</param>
    /// <param name="outputs">Types of the outputs.</param>
    /// <param name="hasLength">Whether each call says a length.</param>
    public static IReadOnlyList<GeneratedMethod> Methods(IReadOnlyCollection<DType> inputs, IReadOnlyCollection<DType> outputs, bool hasLength) =>
    [
        new(Predict, Prediction, Taken(inputs, hasLength).ToEquatableArray()),
        new(Predict, Void, Taken(inputs, hasLength).Concat(outputs.Select(Span)).ToEquatableArray()),
        new(Trainer, "global::GenNet.Trainer", EquatableArray.Of("global::GenNet.Optimizer", "global::GenNet.Loss", "global::System.ReadOnlySpan<global::GenNet.Metric>")),
        new(FromWeights, Self, EquatableArray.Of("string", "global::GenNet.LoadOptions", Device)),
        new(FromWeights, Self, EquatableArray.Of("string", Out + "global::GenNet.LoadReport", "global::GenNet.LoadOptions", Device)),
        new(FromWeights, Self, EquatableArray.Of("global::System.IO.Stream", "global::GenNet.LoadOptions", Device)),
        new(FromWeights, Self, EquatableArray.Of("global::System.ReadOnlyMemory<byte>", "global::GenNet.LoadOptions", Device)),
        new(GetWeights, Weights, EquatableArray<string>.Empty),
        new(SetWeights, Void, EquatableArray.Of(Weights)),
    ];

    /// <summary>The type of a parameter with an input's values.</summary>
    public static string ReadOnlySpan(DType type) => $"global::System.ReadOnlySpan<{type.CSharpName()}>";

    /// <summary>The type of a parameter that takes an output's values.</summary>
    public static string Span(DType type) => $"global::System.Span<{type.CSharpName()}>";

    private static IEnumerable<string> Taken(IReadOnlyCollection<DType> inputs, bool hasLength) => inputs.Select(ReadOnlySpan).Concat(hasLength ? ["int"] : []);
}

/// <summary>A method that GenNet adds to a model's class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Returns">What it returns: as its parameters, or <see cref="GeneratedMembers.Self"/>.</param>
/// <param name="Parameters">Types of its parameters, fully qualified but for the class's own.</param>
internal sealed record GeneratedMethod(string Name, string Returns, EquatableArray<string> Parameters)
{
    /// <summary>Whether it is static: what makes a model is.</summary>
    public bool IsStatic => Returns == GeneratedMembers.Self;
}
