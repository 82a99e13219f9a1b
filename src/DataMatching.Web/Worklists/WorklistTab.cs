namespace DataMatching.Web.Worklists;

/// <summary>The lists a reviewer works through; each is a narrowing of its own that no filter undoes.</summary>
public enum WorklistTab
{
    /// <summary>拟纳入</summary>
    Add = 0,

    /// <summary>拟退出</summary>
    Exit = 1,

    /// <summary>需复核</summary>
    ReExamine = 2,

    /// <summary>存疑匹配: cases whose rule says that a record may be somebody else's.</summary>
    Doubt = 3,

    /// <summary>异议: cases with an open objection.</summary>
    Objection = 4,

    /// <summary>本周到期/逾期: open cases due by Sunday, the late ones included.</summary>
    Due = 5,

    /// <summary>全部名单: the three lists together, whatever their cases are waiting for.</summary>
    All = 6,
}

/// <summary>Whose cases are shown.</summary>
public enum Whose { Anybody = 0, Mine = 1, Nobodys = 2 }

/// <summary>Which cases by their state are shown.</summary>
public enum Standing
{
    /// <summary>待办理, without those with an open objection: they have a list of their own.</summary>
    Open = 0,

    /// <summary>异议</summary>
    Objected = 1,

    /// <summary>已办结</summary>
    Closed = 2,

    /// <summary>全部</summary>
    Any = 3,
}
