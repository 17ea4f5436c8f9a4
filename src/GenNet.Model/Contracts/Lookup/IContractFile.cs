namespace GenNet.Contracts;

/// <summary>A <c>*.weights.txt</c> among the files of a project.</summary>
public interface IContractFile
{
    /// <summary>Its path.</summary>
    string Path { get; }

    /// <summary>What was read of it.</summary>
    ContractParseResult Parsed { get; }

    /// <summary>Whether it only lies beside a source file that the project links, so that its class may be another project's.</summary>
    bool IsBesideLink { get; }
}
