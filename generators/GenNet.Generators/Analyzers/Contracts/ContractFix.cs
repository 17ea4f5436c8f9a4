namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Keys of the properties by which diagnostics tell their code fix what to write.</summary>
internal static class ContractFix
{
    /// <summary>Path of the contract, which may not exist yet.</summary>
    public const string Path = "GenNet.ContractPath";

    /// <summary>The contract's whole text once the model is accepted.</summary>
    public const string Text = "GenNet.ContractText";

    /// <summary>Where the contract is of a class that is no longer there: its name.</summary>
    public const string FormerName = "GenNet.FormerName";
}
