namespace GenNet.Graph;

/// <summary>What a model's class is called, as the line <c>model</c> of its contract has it.</summary>
/// <param name="Namespace">Namespace of the class; empty if it has none.</param>
/// <param name="ContainingTypes">The types that it is nested in, outermost first, with dots between; empty if it is nested in none.</param>
/// <param name="ClassName">Name of the class.</param>
public sealed record ModelName(string Namespace, string ContainingTypes, string ClassName)
{
    /// <summary>All three, with dots between: <c>App.Outer.Net</c>.</summary>
    public string FullName => Join(Namespace, ContainingTypes, ClassName);

    /// <summary>The name that GenNet 0.1 wrote into contracts, which left containing types out.</summary>
    public string NameWithoutContainingTypes => Join(Namespace, ClassName);

    private static string Join(params string[] parts) => string.Join(".", parts.Where(static part => part.Length > 0));
}
