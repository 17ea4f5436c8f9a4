namespace GenNet.Weights;

/// <summary>What GenNet notes in every weight file, as attributes of the root or metadata that other readers ignore.</summary>
public static class WeightMetadata
{
    /// <summary>Full name of the model's class.</summary>
    public const string Model = "gennet_model";

    /// <summary>Version of the weight contract that the model was compiled with.</summary>
    public const string ContractVersion = "gennet_contract_version";

    /// <summary>Hash of that contract.</summary>
    public const string ContractHash = "gennet_contract_hash";
}
