namespace GenNet;

/// <summary>What a load lets pass; everything else that doesn't fit is an error, and an error changes nothing.</summary>
[Flags]
public enum LoadOptions
{
    /// <summary>Nothing: every variable must be in the file in its shape, and nothing else may be there.</summary>
    Strict = 0,

    /// <summary>Layers with variables of another shape, type or number in the file keep the values they have.</summary>
    SkipMismatch = 1,

    /// <summary>Variables that aren't in the file keep the values they have.</summary>
    AllowMissing = 2,

    /// <summary>The file may hold arrays that no variable asks for.</summary>
    AllowUnused = 4,
}
