namespace GenNet.Generators;

/// <summary>Names of the generator's steps, by which tests ask why a step ran.</summary>
internal static class TrackingNames
{
    /// <summary>Model classes, parsed.</summary>
    public const string Parse = "Parse";
}
