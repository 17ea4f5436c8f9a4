namespace GenNet.Generators.Emitting;

/// <summary>
/// The namespace of generated file-local types. It lies within GenNet, so that they name GenNet's types shortly and the user's types can't
/// come between.
/// </summary>
internal static class GeneratedNamespace
{
    /// <summary>Its name.</summary>
    public const string Name = "GenNet.Generated";

    /// <summary>The type of a model's layer code: file-local, so that every model's can be called so whatever the model is called.</summary>
    public const string Plan = "GeneratedPlan";

    /// <summary>The type of a model's description, file-local too.</summary>
    public const string Description = "GeneratedDescription";

    /// <summary>The type that holds the inputs and outputs of one prediction, file-local too.</summary>
    public const string Call = "GeneratedCall";

    /// <summary>Opens it.</summary>
    public static void Open(SourceWriter writer)
    {
        writer.Open("namespace " + Name);
        writer.Line("using global::GenNet.Layers;");
        writer.Line("using global::GenNet.Specs;");
        writer.Line();
    }
}
