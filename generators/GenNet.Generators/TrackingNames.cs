namespace GenNet.Generators;

/// <summary>Names of the generator's steps, by which tests ask why a step ran.</summary>
internal static class TrackingNames
{
    /// <summary>Model classes, parsed.</summary>
    public const string Parse = "Parse";

    /// <summary>Classes that lack their <c>[Model]</c>.</summary>
    public const string Forgotten = "Forgotten";

    /// <summary>Layers of a user's own, parsed.</summary>
    public const string CustomLayers = "CustomLayers";

    /// <summary>Layers of a user's own with the names of their files.</summary>
    public const string NamedCustomLayers = "NamedCustomLayers";

    /// <summary>Weight contracts, read.</summary>
    public const string Contracts = "Contracts";

    /// <summary>Devices that referenced assemblies bring.</summary>
    public const string DeviceProviders = "DeviceProviders";

    /// <summary>GPU kernels that a referenced assembly brings.</summary>
    public const string GpuKernels = "GpuKernels";

    /// <summary>What is wrong with a model.</summary>
    public const string Diagnostics = "Diagnostics";

    /// <summary>Names of the generated files.</summary>
    public const string HintNames = "HintNames";

    /// <summary>Models with the names of their files.</summary>
    public const string Named = "Named";

    /// <summary>Models with the version of their contract.</summary>
    public const string Version = "Version";
}
