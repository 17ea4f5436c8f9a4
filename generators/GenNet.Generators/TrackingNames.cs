namespace GenNet.Generators;

/// <summary>Names of the generator's steps, by which tests ask why a step ran.</summary>
internal static class TrackingNames
{
    /// <summary>Model classes, parsed.</summary>
    public const string Parse = "Parse";

    /// <summary>Weight contracts, read.</summary>
    public const string Contracts = "Contracts";

    /// <summary>Models with the version of their contract.</summary>
    public const string Version = "Version";
}
