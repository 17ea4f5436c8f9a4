namespace GenNet;

/// <summary>
/// On a method of a model's class: what becomes of weights of an older version of its contract. The generator makes the record of those weights, <c>WeightsV1</c>, of the contract's version.
/// <code>
/// [WeightMigration(From = 1)]
/// private static Weights Upgrade(WeightsV1 old, Weights fresh) => fresh with
/// {
///     Head = fresh.Head with { Kernel = old.Output.Kernel },
/// };
/// </code>
/// What older files hold under the same name (or a <see cref="FormerNameAttribute"/>) in the same shape is in <c>fresh</c> already, and what they don't has its initial values there: a migration says
/// only what neither does. It may also lead to another kept version, <c>static WeightsV2 Upgrade(WeightsV1 old, WeightsV2 fresh)</c>, from which the next one goes on.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WeightMigrationAttribute : Attribute
{
    /// <summary>The version that files were saved with.</summary>
    public int From { get; set; }
}
