namespace GenNet;

// What becomes of elements along some axes.
public sealed partial class Tensor
{
    /// <summary>The sum along an axis, the batch being 0. Keras: <c>keras.ops.sum</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Sum(Tensor x, int axis, bool keepdims = false) => Run("Sum", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>The sum along several axes.</summary>
    /// <inheritdoc cref="Sum(Tensor, int, bool)"/>
    public static Tensor Sum(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("Sum", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>The mean along an axis, the batch being 0. Keras: <c>keras.ops.mean</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Mean(Tensor x, int axis, bool keepdims = false) => Run("Mean", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>The mean along several axes.</summary>
    /// <inheritdoc cref="Mean(Tensor, int, bool)"/>
    public static Tensor Mean(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("Mean", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>The mean along an axis, the batch being 0, which then goes. Keras: <c>keras.ops.average</c>, without weights.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    public static Tensor Average(Tensor x, int axis) => Run("Average", ("x", x), ("axis", axis));

    /// <summary>The mean along several axes.</summary>
    /// <inheritdoc cref="Average(Tensor, int)"/>
    public static Tensor Average(Tensor x, ReadOnlySpan<int> axis) => Run("Average", ("x", x), ("axis", axis.ToArray()));

    /// <summary>The largest element along an axis, the batch being 0. Keras: <c>keras.ops.max</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Max(Tensor x, int axis, bool keepdims = false) => Run("Max", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>The largest element along several axes.</summary>
    /// <inheritdoc cref="Max(Tensor, int, bool)"/>
    public static Tensor Max(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("Max", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>The least element along an axis, the batch being 0. Keras: <c>keras.ops.min</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Min(Tensor x, int axis, bool keepdims = false) => Run("Min", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>The least element along several axes.</summary>
    /// <inheritdoc cref="Min(Tensor, int, bool)"/>
    public static Tensor Min(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("Min", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>The product along an axis, the batch being 0. Keras: <c>keras.ops.prod</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Prod(Tensor x, int axis, bool keepdims = false) => Run("Prod", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>The product along several axes.</summary>
    /// <inheritdoc cref="Prod(Tensor, int, bool)"/>
    public static Tensor Prod(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("Prod", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>The variance, the mean of squared differences from the mean, along an axis, the batch being 0. Keras: <c>keras.ops.var</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Var(Tensor x, int axis, bool keepdims = false) => Run("Var", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>The variance, the mean of squared differences from the mean, along several axes.</summary>
    /// <inheritdoc cref="Var(Tensor, int, bool)"/>
    public static Tensor Var(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("Var", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>The standard deviation along an axis, the batch being 0. Keras: <c>keras.ops.std</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Std(Tensor x, int axis, bool keepdims = false) => Run("Std", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>The standard deviation along several axes.</summary>
    /// <inheritdoc cref="Std(Tensor, int, bool)"/>
    public static Tensor Std(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("Std", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>ln Σeˣ along an axis, the batch being 0. Keras: <c>keras.ops.logsumexp</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Logsumexp(Tensor x, int axis, bool keepdims = false) => Run("Logsumexp", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>ln Σeˣ along several axes.</summary>
    /// <inheritdoc cref="Logsumexp(Tensor, int, bool)"/>
    public static Tensor Logsumexp(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("Logsumexp", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>The place of the largest element along an axis, the batch being 0. Keras: <c>keras.ops.argmax</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Argmax(Tensor x, int axis, bool keepdims = false) => Run("Argmax", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>The place of the largest element along several axes.</summary>
    /// <inheritdoc cref="Argmax(Tensor, int, bool)"/>
    public static Tensor Argmax(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("Argmax", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>The place of the least element along an axis, the batch being 0. Keras: <c>keras.ops.argmin</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Argmin(Tensor x, int axis, bool keepdims = false) => Run("Argmin", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>The place of the least element along several axes.</summary>
    /// <inheritdoc cref="Argmin(Tensor, int, bool)"/>
    public static Tensor Argmin(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("Argmin", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>Whether any element holds along an axis, the batch being 0. Keras: <c>keras.ops.any</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Any(Tensor x, int axis, bool keepdims = false) => Run("Any", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>Whether any element holds along several axes.</summary>
    /// <inheritdoc cref="Any(Tensor, int, bool)"/>
    public static Tensor Any(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("Any", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>Whether all elements hold along an axis, the batch being 0. Keras: <c>keras.ops.all</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor All(Tensor x, int axis, bool keepdims = false) => Run("All", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>Whether all elements hold along several axes.</summary>
    /// <inheritdoc cref="All(Tensor, int, bool)"/>
    public static Tensor All(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("All", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>How many elements aren't 0 along an axis, the batch being 0. Keras: <c>keras.ops.count_nonzero</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor CountNonzero(Tensor x, int axis, bool keepdims = false) => Run("CountNonzero", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>How many elements aren't 0 along several axes.</summary>
    /// <inheritdoc cref="CountNonzero(Tensor, int, bool)"/>
    public static Tensor CountNonzero(Tensor x, ReadOnlySpan<int> axis, bool keepdims = false) => Run("CountNonzero", ("x", x), ("axis", axis.ToArray()), ("keepdims", keepdims));

    /// <summary>The sum of the elements up to each along an axis, the batch being 0. Keras: <c>keras.ops.cumsum</c>.</summary>
    public static Tensor Cumsum(Tensor x, int axis) => Run("Cumsum", ("x", x), ("axis", axis));

    /// <summary>The product of the elements up to each along an axis, the batch being 0. Keras: <c>keras.ops.cumprod</c>.</summary>
    public static Tensor Cumprod(Tensor x, int axis) => Run("Cumprod", ("x", x), ("axis", axis));

    /// <summary>x divided by its norm along an axis, (Σ |x|ᵒ)^(1/o). Keras: <c>keras.ops.normalize</c>.</summary>
    public static Tensor Normalize(Tensor x, int axis = -1, int order = 2) => Run("Normalize", ("x", x), ("axis", axis), ("order", order));

    /// <summary>The largest element minus the least along an axis. Keras: <c>keras.ops.ptp</c>.</summary>
    public static Tensor Ptp(Tensor x, int axis, bool keepdims = false) => Run("Ptp", ("x", x), ("axis", axis), ("keepdims", keepdims));

    /// <summary>The length of the vectors along an axis. Keras: <c>keras.ops.norm</c>.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; from the end if negative.</param>
    /// <param name="ord">2, or 1 for the sum of absolute values.</param>
    /// <param name="keepdims">Whether the axis stays, with size 1.</param>
    public static Tensor Norm(Tensor x, int axis, double ord = 2, bool keepdims = false) => Run("Norm", ("x", x), ("axis", axis), ("ord", ord), ("keepdims", keepdims));

    /// <summary>Mean and variance along some axes. Keras: <c>keras.ops.moments</c>.</summary>
    public static (Tensor Mean, Tensor Variance) Moments(Tensor x, ReadOnlySpan<int> axes, bool keepdims = false) =>
        RunMany("Moments", ("x", x), ("axes", axes.ToArray()), ("keepdims", keepdims)) is [var mean, var variance] ? (mean, variance) : throw new InvalidOperationException("There are two moments.");
}
