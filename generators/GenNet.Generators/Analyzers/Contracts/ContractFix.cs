namespace GenNet.Generators.Analyzers.Contracts;

/// <summary>Keys of the properties by which diagnostics tell their code fix what to write, and whoever reads the compiler's error log (<c>ErrorLog</c>) what they are about.</summary>
internal static class ContractFix
{
    /// <summary>Path of the contract, which may not exist yet.</summary>
    public const string Path = "GenNet.ContractPath";

    /// <summary>The contract's whole text once the model is accepted.</summary>
    public const string Text = "GenNet.ContractText";

    /// <summary>Where the contract is of a class that is no longer there: its name.</summary>
    public const string FormerName = "GenNet.FormerName";

    /// <summary>What the diagnostic names, parted by spaces: <c>layer/variable</c>, or a layer that computes something else.</summary>
    public const string Names = "GenNet.Names";

    /// <summary>What the change does to saved weights: a <see cref="GenNet.Contracts.ChangeSeverity"/>.</summary>
    public const string Severity = "GenNet.Severity";
}
